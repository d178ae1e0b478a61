using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>The journals of twins and the policies that they are judged by, and the rules of the twins asked about them.</summary>
sealed class AskedTwins : IDisposable
{
    public static readonly TwinName Furnace = TwinName.Of(new IncineratorId("P", "1"));

    readonly TemporaryStore _store = new();
    PolicyBook _book;
    int _told;

    /// <param name="change">What the policy has otherwise than the national one.</param>
    public AskedTwins(Func<string, string> change)
    {
        Stored = new StoredTwins(_store.Journal);
        _book = PolicyBook.Empty.With(Issue("one", change));
    }

    public AskedTwins()
        : this(yaml => yaml)
    {
    }

    public StoredTwins Stored { get; }

    public void Dispose() => _store.Dispose();

    /// <summary>Judges a twin by another policy from a time on.</summary>
    public Task Put(TwinName twin, string version, Func<string, string> change, BeijingTime at)
    {
        _book = _book.With(Issue(version, change));
        return Stored.Append(twin, (new PolicyPut(version), at));
    }

    public Task RegisterFurnace() => Stored.Append(Furnace, (new Registered(new IncineratorRecord
    {
        Id = Furnace.AsIncinerator(),
        Name = "1号炉",
        Enterprise = EnterpriseId.Parse("E1"),
        Region = County,
        EmissionPoint = new PointId("MN1", "31"),
        TemperaturePoint = new PointId("MN1", "31"),
    }), Day));

    /// <summary>The next thing that a twin tells.</summary>
    public Signalled Told(TwinName source, SignalBody body) => Told(source, body, Day);

    /// <summary>The same, caused at a time.</summary>
    public Signalled Told(TwinName source, SignalBody body, BeijingTime causedAt) => new(new Signal
    {
        Source = source,
        SourceSequence = ++_told,
        Ordinal = 0,
        CausedAt = causedAt,
        Body = body,
    });

    public Task<IReadOnlyList<ExplainedAnswer>> Ask(TwinName twin, RuleQuestion question) =>
        Ask(twin, question, asOf: default);

    public async Task<IReadOnlyList<ExplainedAnswer>> Ask(TwinName twin, RuleQuestion question, BeijingTime asOf) =>
        (await new RuleExplanations(_store.Journal).Ask(
            twin, question, asOf, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull().Answers;

    /// <summary>The story of the one finding of a rule.</summary>
    public async Task<FindingStory> Story(TwinName twin, string rule) =>
        (await new FindingStories(_store.Journal).Tell(
            twin, finding => finding.Rule == rule, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull();
}
