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

/// <summary>The journal of an enterprise that points tell of themselves, and its rules asked about it.</summary>
sealed class AskedEnterprise(TwinName source) : IDisposable
{
    public static readonly TwinName Name = TwinName.Of(EnterpriseId.Parse("E1"));

    readonly TemporaryStore _store = new();
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));
    StoredTwins? _twins;
    int _told;

    public void Dispose() => _store.Dispose();

    public Task Append(params (EntryBody Body, BeijingTime At)[] entries) =>
        (_twins ??= new StoredTwins(_store.Journal)).Append(Name, entries);

    /// <summary>The next thing that the point tells.</summary>
    public Signalled Told(SignalBody body) => Told(body, source);

    /// <summary>The same of another twin.</summary>
    public Signalled Told(SignalBody body, TwinName from) => new(new Signal
    {
        Source = from,
        SourceSequence = ++_told,
        Ordinal = 0,
        CausedAt = Day,
        Body = body,
    });

    public async Task<IReadOnlyList<ExplainedAnswer>> Ask(RuleQuestion question) =>
        (await new RuleExplanations(_store.Journal).Ask(
            Name, question, asOf: default, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull().Answers;

    /// <summary>The story of the one finding of a rule.</summary>
    public async Task<FindingStory> Story(string rule) =>
        (await new FindingStories(_store.Journal).Tell(
            Name, finding => finding.Rule == rule, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull();
}
