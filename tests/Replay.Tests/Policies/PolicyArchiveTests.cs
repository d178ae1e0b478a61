using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Replay.Tests.Policies;

public sealed class PolicyArchiveTests : IDisposable
{
    const string County = "version: county-1\nextends: one\nregion: \"130109\"\nmeans: { hourMinutes: 50 }\n";
    static readonly RegionCode Place = RegionCode.Parse("130109");
    readonly TemporaryStore _store = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8)));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_was_put_in_force_is_there_for_another_silo()
    {
        using PolicyArchive one = Open();
        await Put(one, "one");
        using PolicyArchive other = Open();
        await other.Refresh(Token);
        await Put(other, "two");

        await one.Refresh(Token);

        one.Book.InForce(region: null).Version.ShouldBe("two");
        one.Book.Issues.Select(issue => (issue.Version, issue.By)).ShouldBe([("one", "bureau"), ("two", "bureau")]);
        one.Book.Issues[1].Yaml.ShouldBe(Yaml("two"));
        (await Journal.VerifyChainAsync(PolicyArchive.JournalName, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Putting_the_same_in_force_again_records_nothing()
    {
        using PolicyArchive archive = Open();
        PolicyPutting first = await Put(archive, "one");
        _time.Advance(TimeSpan.FromHours(1));

        PolicyPutting again = await Put(archive, "one");

        first.WasInForce.ShouldBeFalse();
        again.ShouldBe(first with { WasInForce = true });
        archive.Book.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_in_force_is_in_force_again_though_it_would_be_refused_today()
    {
        string hole = Yaml("one").Replace("to: 2026-08-15", "to: 2026-08-14", StringComparison.Ordinal);
        var writer = new EntryWriter();
        new PolicyIssue("one", RegionCode.Nation, hole, [], "bureau", "then", BeijingTime.From(_time.GetUtcNow())).Write(writer);
        await Journal.AppendAsync(
            new JournalAppend
            {
                Twin = PolicyArchive.JournalName,
                Previous = JournalPosition.Start(PolicyArchive.JournalName),
                Entries = [new JournalRecord((byte)EntryKind.PolicyIssued, 1, 0, writer.Written)],
            },
            Token);
        using PolicyArchive archive = Open();

        PolicyPutting put = await archive.PutInForce(hole, _ => null, "silo", "start", Token);

        put.WasInForce.ShouldBeTrue();
        put.Issue.By.ShouldBe("bureau");
        await Should.ThrowAsync<PolicyFileException>(
            () => archive.PutInForce(hole + "\n", _ => null, "silo", "start", Token));
    }

    [Fact]
    public async Task A_lifted_policy_is_lifted_for_another_silo()
    {
        using PolicyArchive one = Open();
        await Put(one, "one");
        await one.PutInForce(County, _ => null, "bureau", "trial", Token);
        using PolicyArchive other = Open();
        await other.Refresh(Token);
        _time.Advance(TimeSpan.FromHours(1));

        PolicyLift lift = await one.Lift(Place, "head", "over", Token);
        await other.Refresh(Token);

        lift.ShouldBe(new PolicyLift(
            Place, "one+county-1", "head", "over", BeijingTime.Of(2026, 9, 1, 1)));
        other.Book.InForce(Place).Version.ShouldBe("one");
        other.Book.LiftOf(other.Book.Issues[1]).ShouldBe(lift);
        await Should.ThrowAsync<InvalidDataException>(() => other.Lift(Place, "head", "over", Token));
        (await Journal.ReadPositionAsync(PolicyArchive.JournalName, Token)).Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_file_changes_nothing()
    {
        using PolicyArchive archive = Open();
        await Put(archive, "one");

        await Should.ThrowAsync<PolicyFileException>(
            () => archive.PutInForce("version: two", _ => null, "bureau", "trial", Token));

        archive.Book.Number.ShouldBe(1);
        (await Journal.ReadPositionAsync(PolicyArchive.JournalName, Token)).Sequence.ShouldBe(1);
    }

    IJournal Journal => _store.Journal;

    PolicyArchive Open() => new(Journal, _time, NullLogger<PolicyArchive>.Instance);

    static Task<PolicyPutting> Put(PolicyArchive archive, string version) =>
        archive.PutInForce(Yaml(version), _ => null, "bureau", "trial", Token);

    static string Yaml(string version) => PolicyFile.NationalText.Replace(
        $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal);
}
