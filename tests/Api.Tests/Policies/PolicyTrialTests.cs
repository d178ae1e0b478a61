using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Api.Policies;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Policies;

/// <summary>A candidate for the nation, tried on two points: one in a region with a policy of its own, one in another.</summary>
public sealed class PolicyTrialTests : IAsyncLifetime
{
    static readonly BeijingTime Day = BeijingTime.Of(2026, 3, 10);
    readonly TemporaryStore _store = new();
    readonly PolicyArchive _archive;

    public PolicyTrialTests() =>
        _archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _archive.PutInForce(NationalText("one"), _ => null, "bureau", "trial", Token);
        await _archive.PutInForce(
            "version: county-1\nextends: one\nregion: \"130109\"\n", _archive.Book.TextOf, "county", "own", Token);
        await Register("MN1", "130109");
        await Register("MN2", "130102");
    }

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_summary_names_the_region_that_keeps_its_own_policy_and_its_twins()
    {
        (await Summary([])).Notes.ShouldBe(
        [
            new V1.DryRunNote
            {
                Kind = V1.DryRunNoteKind.RegionKeepsPolicy,
                Text = "130109 keeps its own policy one+county-1: the candidate does not apply to 1 twin there",
                Names = { "points/MN1-31" },
                TwinCount = 1,
                Region = "130109",
                PolicyVersion = "one+county-1",
            },
        ]);
    }

    [Fact]
    public async Task Where_the_candidate_applies_to_all_there_is_no_note() =>
        (await Summary(["points/MN2-31"])).Notes.ShouldBeEmpty();

    [Fact]
    public async Task The_last_progress_is_of_all_twins()
    {
        V1.DryRunSummary summary = await Summary([]);

        summary.Progress.ShouldBe(new V1.DryRunProgress { TwinCount = 2, TotalTwinCount = 2, EntryCount = 2 });
    }

    static string NationalText(string version) => PolicyFile.NationalText.Replace(
        $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal);

    async Task<V1.DryRunSummary> Summary(string[] names)
    {
        var answers = new FakeResponses<V1.DryRunPolicyResponse>();
        await new PolicyTrials(_store.Journal, _archive, TimeProvider.System).Run(
            new V1.DryRunPolicyRequest
            {
                Policy = new V1.PolicySource { Name = "two.yaml", Yaml = NationalText("two") },
                Names = { names },
            },
            answers, Token);
        V1.DryRunSummary? summary = null;
        while (answers.TryNext() is { } answer)
            summary = answer.Summary;
        return summary.ShouldNotBeNull();
    }

    async Task Register(string mn, string region)
    {
        var point = new PointRecord
        {
            Id = new PointId(mn, "31"),
            Name = mn,
            Kind = PointKind.FlueGas,
            Region = RegionCode.Parse(region),
            MinuteInterval = 10,
        };
        var writer = new EntryWriter();
        EntryCodec.Write(writer, new Registered(point));
        string twin = TwinName.Of(point.Id).ToString();
        await _store.Journal.AppendAsync(
            new JournalAppend
            {
                Twin = twin,
                Previous = JournalPosition.Start(twin),
                Entries = [new JournalRecord((byte)EntryKind.Registered, EntryCodec.Format, Day.UnixSeconds * 1000, writer.Written)],
            },
            Token);
    }
}
