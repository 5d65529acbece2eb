using System.Globalization;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>The lead of one test: what its fields hold by now, and what happens to it in the terms of the scoring.</summary>
sealed class TestedLead(ScoringModel model)
{
    readonly Dictionary<string, string?> fields = new(StringComparer.OrdinalIgnoreCase);
    int count;

    /// <summary>What a record tells when it is first seen: nothing stands in the fields that rules look at.</summary>
    public IEnumerable<LeadEvent> FirstSight(TestEvent first) => Looked(first.Object).Count > 0 ? [Profile(first)] : [];

    /// <summary>The events of one happening. Those of a field are two where rules look at it and signals watch it.</summary>
    public IEnumerable<LeadEvent> EventsOf(TestEvent happening, Settings settings) => happening.Kind switch
    {
        TestEventKind.Owner => [Event(happening, EventKind.OwnerChanged)],
        TestEventKind.Removed => [Event(happening, EventKind.Removed)],
        TestEventKind.Hot => [Event(happening, EventKind.Ticked)],
        TestEventKind.Field => Change(happening, happening.Value, fields.GetValueOrDefault(happening.Value), happening.NewValue),
        TestEventKind.Signal => settings.Signals.TryGetValue(happening.Value, out var signal) ? Signal(happening, signal) : [],
        _ => [Event(happening, EventKind.Status)],
    };

    /// <summary>An event that the signal's own rule sees, unless the test says how long the call was or what the field became.</summary>
    IEnumerable<LeadEvent> Signal(TestEvent happening, Signal signal)
    {
        if (signal.On.Value.Activity is { } kind)
            return [Event(happening, EventKind.Activity) with { Activity = Activity(happening, signal, kind) }];

        var before = fields.GetValueOrDefault(signal.Field.Value);
        var (old, now) = happening.NewValue is { } value ? (before, value) : Satisfying(signal, before, happening);
        return Change(happening, signal.Field.Value, old, now);
    }

    Activity Activity(TestEvent happening, Signal signal, ActivityKind kind) => new(kind, $"activity {count}")
    {
        Lasted = happening.Lasted ?? (signal.Lasting.Value > TimeSpan.Zero ? signal.Lasting.Value : null),
        Answered = signal.Answered.Value,
        Fields = signal.Matching.Value.ToDictionary(pair => pair.Key, pair => pair.Value.FirstOrDefault(), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>A step that the test of the field sees; where the field is beyond it already, as if it had gone back before.</summary>
    (string? Old, string New) Satisfying(Signal signal, string? before, TestEvent happening)
    {
        var test = signal.Test.Value;
        var now = test.Kind switch
        {
            FieldTestKind.Changes => string.Create(CultureInfo.InvariantCulture, $"{happening.At:yyyy-MM-ddTHH:mm:ss.fffZ} {count}"),
            FieldTestKind.Increases => TestsReader.Number(Math.Max(Number(before) + 1, signal.From.Value ?? 0)),
            FieldTestKind.Becomes => test.Value ?? "",
            _ => TestsReader.Number(test.Number),
        };
        return (signal.Holds(before, now) ? before : null, now);
    }

    IEnumerable<LeadEvent> Change(TestEvent happening, string field, string? old, string? now)
    {
        fields[field] = now;
        if (Looked(happening.Object).Contains(field))
            yield return Profile(happening);
        yield return Event(happening, EventKind.Field, now) with { Field = field, OldValue = old };
    }

    LeadEvent Profile(TestEvent happening)
    {
        var looked = Looked(happening.Object);
        return Event(happening, EventKind.Profile) with { Profile = new(fields.Where(pair => looked.Contains(pair.Key))) };
    }

    LeadEvent Event(TestEvent happening, EventKind kind, string? value = null)
    {
        var order = (++count).ToString("D6", CultureInfo.InvariantCulture);
        return new(order, kind, happening.At, happening.At, value ?? happening.Value, order);
    }

    HashSet<string> Looked(string objectName) => FieldNeeds.Of(model, objectName)
        .Where(need => need.Use != FieldUse.Signal).Select(need => need.Field).ToHashSet(StringComparer.OrdinalIgnoreCase);

    static decimal Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
