using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework.Internal;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>Checks a claim on many stories. A failure prints the story, shortened, and the seed that tells it again.</summary>
static class Every
{
    public static void Story(Action<Story> claim) => Holds(Stories.Any, claim);

    public static void JoinedStory(Action<JoinedStory> claim) => Holds(Stories.Joined, claim);

    static void Holds<T>(Arbitrary<T> stories, Action<T> claim) =>
        Prop.ForAll(stories, story => InIsolation(claim, story)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>Keeps NUnit from counting the failures met while a story is being shortened.</summary>
    static void InIsolation<T>(Action<T> claim, T story)
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        claim(story);
    }
}
