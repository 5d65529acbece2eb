using Bogus;

namespace LeadScoring.Sandbox.Sales;

/// <summary>Somebody made up. Addresses are on domains reserved for examples.</summary>
sealed record Person(string First, string Last, string Email, string Company, string Title, string Industry, int Revenue)
{
    static readonly string[] Domains = ["example.com", "example.org", "example.net"];

    static readonly string[] Titles =
        ["Head of Purchasing", "Sales Director", "Office Manager", "Chief Operating Officer", "Engineer", "VP Marketing", "Buyer", "Analyst", "Consultant"];

    static readonly string[] Industries = ["Software", "Telecommunications", "Banking", "Retail", "Education", "Energy", "Healthcare", "Manufacturing"];

    public static Person Make(Faker faker, int number)
    {
        var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
        var local = $"{first}.{last}.{number}".Replace("'", "", StringComparison.Ordinal).ToLowerInvariant();
        return new(first, last, $"{local}@{faker.PickRandom(Domains)}", faker.Company.CompanyName(), faker.PickRandom(Titles),
            faker.PickRandom(Industries), faker.Random.Int(1, 60) * 50_000);
    }
}
