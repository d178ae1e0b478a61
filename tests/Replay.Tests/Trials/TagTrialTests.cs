using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>A limit for points with a tag, tried on points that carry it and on points that do not.</summary>
public sealed class TagTrialTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public TagTrialTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_tag_that_no_point_carries_is_a_note()
    {
        await Register("MN1", "GB18918-1A");
        await Register("MN2", "steel");

        TrialNote note = (await Try("GB18918-1C", "MN1", "MN2")).ShouldHaveSingleItem();

        (note.Kind, note.Text).ShouldBe((
            TrialNoteKind.TagNotCarried,
            "tag GB18918-1C: none of the 2 points that the candidate was tried on carries it, so its limits hold for none of them"));
    }

    [Fact]
    public async Task A_tag_that_a_point_carries_is_none()
    {
        await Register("MN1", "GB18918-1A");
        await Register("MN2", "GB18918-1C");

        (await Try("GB18918-1C", "MN1", "MN2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_is_one_that_the_policy_in_force_names()
    {
        await Register("MN1", "steel");

        (await Try("GB18918-1B", "MN1")).ShouldBeEmpty();
    }

    Task Register(string device, string tag) => _twins.Append(Point(device), (new Registered(new PointRecord
    {
        Id = new PointId(device, "31"),
        Name = device,
        Kind = PointKind.FlueGas,
        Region = County,
        Tags = [tag],
        MinuteInterval = 10,
    }), Day));

    async Task<IReadOnlyList<TrialNote>> Try(string tag, params string[] devices)
    {
        PolicyIssue candidate = PolicyIssue.Of(
            $"version: two\nextends: national\nregion: 13\nlimits:\n  - {{ factor: a21026, industries: [{tag}], hour: 9, clause: c, source: s }}\n",
            name => name == "national" ? PolicyFile.NationalText : null, by: "li", reason: "", Day);
        var trial = new PolicyTrial(_store.Journal, PolicyBook.Empty.With(Issue("one")), candidate);
        await trial.Run([.. devices.Select(Point)], progress: null, TestContext.Current.CancellationToken);
        return trial.Notes;
    }
}
