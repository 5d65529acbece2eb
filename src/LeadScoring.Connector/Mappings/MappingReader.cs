using System.Security.Cryptography;
using System.Text;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads and checks mapping files. Whatever is wrong with a file is reported at once.</summary>
static class MappingReader
{
    /// <summary>Reads the file at <paramref name="path"/>; one that cannot be opened is reported like any other mistake.</summary>
    public static MappingReading ReadFile(string path, CrmKind? crm)
    {
        try
        {
            return Read(path, File.ReadAllText(path), crm);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(null, [new(Severity.Error, path, 1, 1, "", null, $"cannot be read: {failure.Message}")]);
        }
    }

    /// <param name="path">As problems show it.</param>
    /// <param name="crm">The CRM of the connection that uses the file, or null when any will do.</param>
    public static MappingReading Read(string path, string text, CrmKind? crm)
    {
        var problems = new MappingProblems(path);
        var file = YamlTree.Read(text, problems) is { } root ? Read(path, text, root, crm, problems) : null;
        return new(problems.HasErrors ? null : file, problems.InOrder());
    }

    static MappingFile Read(string path, string text, YamlNode root, CrmKind? crm, MappingProblems problems)
    {
        var named = root["crm"].ToChoice<CrmKind>();
        if (named is not null && crm is not null && named != crm)
            problems.Error(root["crm"]!, $"the file is for {named}, the connection is to {crm}. Give the connection another file.");

        var checker = new ShapeChecker(problems);
        checker.Check(root, MappingShape.For(named ?? crm));

        var objects = ObjectsReader.Read(root["objects"], problems);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var model = Model(root, objects, hash, problems);
        return new MappingFile
        {
            Path = path,
            Text = text,
            Hash = hash,
            Crm = named ?? crm ?? default,
            Locale = root["locale"].ToChoice<Locale>() ?? Locale.En,
            Model = model,
            Scopes = [.. objects.Select(rules => Scope(rules, model))],
            Activities = ActivityNeeds.Of(model),
            Alerts = AlertRulesReader.Read(root["on_hot"], problems),
            Tests = new TestsReader(objects, model, problems).Read(root["tests"]),
            NotInForce = checker.NotInForce,
        };
    }

    static ScoringModel Model(YamlNode root, IReadOnlyList<ObjectRules> objects, string hash, MappingProblems problems)
    {
        new SignalsChecker(objects, problems).Check(root);
        new FitChecker(objects, problems).Check(root);
        var exceptions = new ExceptionsReader(objects, root, problems);
        var model = new ScoringModel
        {
            Hash = hash,
            Objects = objects.ToDictionary(rules => rules.Name, StringComparer.Ordinal),
            Company = LayerReader.Read(root, "company") with { Scoring = ScoringReader.Read(root["scoring"], company: null, problems) },
            Groups = exceptions.Groups(),
            Users = exceptions.Users(),
            SubDepartments = exceptions.SubDepartments(),
        };
        new ObjectsChecker(model, problems).Check(root["objects"]);
        return model;
    }

    static ObjectScope Scope(ObjectRules rules, ScoringModel model)
    {
        var needs = FieldNeeds.Of(model, rules.Name);
        return new(
            rules.Name,
            rules.Status.Field,
            rules.Writes.GetValueOrDefault(WrittenField.Hot, ""),
            [.. rules.Writes.Values.Prepend(rules.Status.Field)],
            rules.Status.History)
        {
            Watched = FieldNeeds.Names(needs.Where(need => need.Use == FieldUse.Signal)),
            Profile = FieldNeeds.Names(needs.Where(need => need.Use != FieldUse.Signal)),
        };
    }
}
