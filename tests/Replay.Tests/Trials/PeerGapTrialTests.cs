using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>
/// A policy tried on an outlet at 80 beside like outlets at 80, for four days, then at 26 for one: less than its usual
/// ratio by 80 / 26 = 3.08 times.
/// </summary>
public sealed class PeerGapTrialTests : IDisposable
{
    static readonly TwinName Outlet = Point("MN1");

    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public PeerGapTrialTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("timesUsual: 3", 0)]
    [InlineData("timesUsual: 3.1", 1)]
    public async Task What_the_outlet_was_told_of_its_like_counts_in_both_worlds(string candidate, int lost)
    {
        await LiveFiveDays();
        PolicyIssue issue = Issue("two", yaml => yaml.Replace("timesUsual: 2.2", candidate, StringComparison.Ordinal));

        IReadOnlyList<FindingChange> changes = await new PolicyTrial(_store.Journal, _book, issue).Run(
            [Outlet, TwinName.Of(EnterpriseId.Parse("E1"))], progress: null, TestContext.Current.CancellationToken);

        changes.Count(change => change.IsLost && change.Finding.Rule == "data.peerGap").ShouldBe(lost);
    }

    async Task LiveFiveDays()
    {
        await _twins.Register("MN1", hourLimit: 100, ["like:boilers"]);
        for (int day = 0; day < 6; day++)
        {
            for (int hour = 24 * day; hour < 24 * (day + 1); hour++)
                await _twins.Hour("MN1", hour, day == 4 ? 26 : 80);
            BeijingTime end = Day.AddSeconds((24 * (day + 1) + 13) * 3600L);
            await _twins.Append(Outlet, (Peers(day), end), (new Ticked(end), end));
        }
    }

    static Signalled Peers(int day) => new(new Signal
    {
        Source = TwinName.Of(EnterpriseId.Parse("E1")),
        SourceSequence = day + 1,
        Ordinal = 0,
        CausedAt = Day,
        Body = new PeersTold(
            Day.AddSeconds(day * 86_400L),
            [new FactorHours(So2, [.. Enumerable.Repeat((Exact)80m, FactorHours.InDay)])]),
    });
}
