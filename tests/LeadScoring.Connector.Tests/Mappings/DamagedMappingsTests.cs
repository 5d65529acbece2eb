using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class DamagedMappingsTests
{
    const string Marks = "{}[]:,-#&*!|>'\"% \n\t0~";

    [TestCase("salesforce.yaml")]
    [TestCase("hubspot.yaml")]
    public void A_damaged_file_is_read_or_refused_but_never_breaks_the_reader(string name)
    {
        var text = File.ReadAllText(Path.Combine(TestSource.Top, "mappings", name));
        var random = new Random(2026);

        for (var round = 0; round < 300; round++)
        {
            var reading = MappingReader.Read(name, Damage(text, random), crm: null);
            if (reading.File is { } file)
                MappingTestRunner.Run(file);
            else
                Assert.That(reading.Problems, Is.Not.Empty);
        }
    }

    static string Damage(string text, Random random)
    {
        var characters = text.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var place = random.Next(characters.Count);
            if (random.Next(2) == 0)
                characters.RemoveRange(place, Math.Min(random.Next(1, 40), characters.Count - place));
            else
                characters.Insert(place, Marks[random.Next(Marks.Length)]);
        }

        return string.Concat(characters);
    }
}
