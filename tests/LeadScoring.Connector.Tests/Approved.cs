namespace LeadScoring.Connector.Tests;

/// <summary>Compares a text with an approved file. With APPROVE=1 in the environment, the file is written anew instead.</summary>
static class Approved
{
    public static void Matches(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, actual);

        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.That(actual, Is.EqualTo(approved), $"{Path.GetFileName(file)} says otherwise; APPROVE=1 takes the new text over");
    }
}
