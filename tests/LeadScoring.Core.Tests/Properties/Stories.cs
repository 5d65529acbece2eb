using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>Random stories whose events, deadlines, holds and cool-downs often fall on the same second.</summary>
static class Stories
{
    static readonly string[] Values = [Some.NotContacted, Some.Contacted, Some.Converted, Some.NotConverted, "Bounced", "Nurturing", ""];

    static readonly Gen<DateTimeOffset> Time = Gen.Choose(0, 40).Select(step => Some.Noon.AddSeconds(10 * step));

    static readonly Gen<EventKind> Kind = Gen.Frequency(
        (5, Gen.Constant(EventKind.Status)),
        (2, Gen.Constant(EventKind.Field)),
        (6, Gen.Constant(EventKind.Activity)),
        (2, Gen.Constant(EventKind.Profile)),
        (1, Gen.Constant(EventKind.Removed)),
        (1, Gen.Constant(EventKind.Ticked)),
        (1, Gen.Constant(EventKind.OwnerChanged)),
        (1, Gen.Constant(EventKind.SettingsChanged)));

    /// <summary>Few keys, so that the same activity is often seen again, other than before.</summary>
    static readonly Gen<Activity> Activity =
        from kind in Gen.Elements(ActivityKind.EmailOpened, ActivityKind.EmailSent, ActivityKind.CallOutbound, ActivityKind.MeetingBooked)
        from number in Gen.Choose(1, 3)
        from stands in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from seconds in Gen.Elements(9, 10)
        from answered in Gen.Elements<bool?>(null, true)
        from type in Gen.Elements("Demo", "Demo", "Lunch")
        select new Activity(kind, $"{kind}/{number}")
        {
            Standing = stands,
            Lasted = TimeSpan.FromSeconds(seconds),
            Answered = answered,
            Fields = new Dictionary<string, string?> { ["Type"] = type },
        };

    static readonly Gen<Profile> Profile =
        from industry in Gen.Elements<string?>(null, "Software", "Retail")
        from country in Gen.Elements<string?>(null, "FR", "FR", "DE")
        select Some.Profile(("Industry", industry), ("Country", country));

    public static readonly Arbitrary<Story> Any = Arb.From(
        from start in Gen.OneOf(Gen.Constant<Profile?>(null), Profile.Select(profile => (Profile?)profile))
        from layers in StoryRules.Layers
        from statuses in StoryRules.Statuses
        from only in StoryRules.Only
        from count in Gen.Choose(0, 30)
        from events in Event(layers.Count).ListOf(count)
        select new Story(start, layers, statuses, only, [.. events.Select((change, index) => change with { Key = $"{index}" })]),
        Shorter);

    /// <summary>Two records of one company, and the moment at which one gives way to the other.</summary>
    public static readonly Arbitrary<JoinedStory> Joined = Arb.From(
        from survivor in Any.Generator
        from start in Gen.OneOf(Gen.Constant<Profile?>(null), Profile.Select(profile => (Profile?)profile))
        from count in Gen.Choose(0, 15)
        from events in Event(survivor.Layers.Count).ListOf(count)
        from at in Time
        from seen in Gen.Elements(0, 0, 10, 60)
        from converted in Gen.Elements(true, false)
        from status in Gen.Elements(Values)
        select new JoinedStory(
            survivor, survivor with { Start = start, Events = [.. events.Select(OfLoser)] }, at, at.AddSeconds(seen), converted ? status : null),
        Shorter);

    static LeadEvent OfLoser(LeadEvent change, int index) => change with
    {
        Key = $"loser/{index}",
        Activity = change.Activity is { } activity ? activity with { Key = $"loser/{activity.Key}" } : null,
    };

    static Gen<LeadEvent> Event(int settings) =>
        from kind in Kind
        from at in Time
        from status in Gen.Elements(Values)
        from index in Gen.Choose(0, settings - 1)
        from order in Gen.Elements("", "1", "2")
        from before in Gen.Choose(0, 3)
        from now in Gen.Choose(0, 4)
        from activity in Activity
        from profile in Profile
        select kind switch
        {
            EventKind.Status => Some.Event(kind, at, status, order),
            EventKind.Field => Some.Event(kind, at, $"{now}", order) with { Field = "Clicks", OldValue = $"{before}" },
            EventKind.Activity => Some.Event(kind, at, order: order) with { Activity = activity },
            EventKind.Profile => Some.Event(kind, at, order: order) with { Profile = profile },
            _ => Some.Event(kind, at, $"{index}", order),
        };

    static IEnumerable<Story> Shorter(Story story) => Enumerable.Range(0, story.Events.Count)
        .Select(index => story with { Events = [.. story.Events.Where((_, position) => position != index)] });

    static IEnumerable<JoinedStory> Shorter(JoinedStory story) =>
    [
        .. Shorter(story.Survivor).Select(shorter => story with { Survivor = shorter }),
        .. Shorter(story.Loser).Select(shorter => story with { Loser = shorter }),
    ];
}
