namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>A program that some tests need and this machine does not have.</summary>
static class Missing
{
    public static void Tool(string package, string tests)
    {
        var message = $"{package} is not installed, and {tests} need it: apt-get install {package}.";
        if (Environment.GetEnvironmentVariable("REQUIRE_ALL") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }
}
