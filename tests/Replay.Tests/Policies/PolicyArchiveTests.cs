using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Replay.Tests.Policies;

public sealed class PolicyArchiveTests : IDisposable
{
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
        PolicyIssue first = await Put(archive, "one");
        _time.Advance(TimeSpan.FromHours(1));

        (await Put(archive, "one")).ShouldBe(first);

        archive.Book.Number.ShouldBe(1);
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

    static Task<PolicyIssue> Put(PolicyArchive archive, string version) =>
        archive.PutInForce(Yaml(version), _ => null, "bureau", "trial", Token);

    static string Yaml(string version) => PolicyFile.NationalText.Replace(
        $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal);
}
