using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Reminders;

namespace Qianliyan.Storage.Tests.Reminders;

/// <summary>What the reminder table must do over every backend.</summary>
public abstract class ReminderTableConformance
{
    static readonly DateTime Start = new(2026, 1, 1, 4, 5, 6, 789, DateTimeKind.Utc);

    protected abstract IEntityStore Store { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    IReminderTable Table => TableOf("service/#?\\1");

    [Fact]
    public async Task Reminder_round_trips_to_the_tick_whatever_its_name_and_grain()
    {
        string[] names = ["plain", "a/b\\c#d?e", "", "千里眼", "a_b", "a%2Fb"];
        foreach (var grain in names.Where(name => name.Length > 0).Select(Grain))
        {
            foreach (var name in names)
            {
                var entry = Entry(grain, name, Start.AddTicks(7), TimeSpan.FromTicks(12_345_678_901));
                var etag = await Table.UpsertRow(entry, Token);

                var read = (await Table.ReadRow(grain, name, Token)).ShouldNotBeNull();
                (read.GrainId, read.ReminderName, read.StartAt, read.StartAt.Kind, read.Period, read.ETag)
                    .ShouldBe((grain, name, entry.StartAt, DateTimeKind.Utc, entry.Period, etag));
            }

            (await Table.ReadRows(grain, Token)).Reminders.Select(entry => entry.ReminderName)
                .Order(StringComparer.Ordinal)
                .ShouldBe(names.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Unknown_reminder_reads_as_null() =>
        (await Table.ReadRow(Grain("1"), "none", Token)).ShouldBeNull();

    [Fact]
    public async Task Last_writer_wins_and_parallel_upserts_have_distinct_etags()
    {
        var etags = await Task.WhenAll(Enumerable.Range(1, 5).Select(
            i => Table.UpsertRow(Entry(Grain("1"), "r", Start, TimeSpan.FromMinutes(i)), Token)));

        etags.Distinct().Count().ShouldBe(5);
        etags.ShouldContain((await Table.ReadRow(Grain("1"), "r", Token))!.ETag);
    }

    [Fact]
    public async Task Removal_takes_the_current_etag_and_the_right_name_once()
    {
        var grain = Grain("1");
        var old = await Table.UpsertRow(Entry(grain, "r"), Token);
        var etag = await Table.UpsertRow(Entry(grain, "r"), Token);

        (await Table.RemoveRow(grain, "r", old!, Token)).ShouldBeFalse();
        (await Table.RemoveRow(grain, "other", etag!, Token)).ShouldBeFalse();
        (await Table.RemoveRow(grain, "r", etag!, Token)).ShouldBeTrue();
        (await Table.RemoveRow(grain, "r", etag!, Token)).ShouldBeFalse();
        (await Table.ReadRow(grain, "r", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Ring_ranges_are_open_at_the_begin_closed_at_the_end_and_wrap()
    {
        var grains = Enumerable.Range(0, 600).Select(i => Grain($"g{i}")).ToArray();
        foreach (var grain in grains)
        {
            await Table.UpsertRow(Entry(grain, "r"), Token);
        }

        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToArray();
        (uint Begin, uint End)[] ranges =
        [
            (0, 0), (5, 5), (hashes[10], hashes[10]), (uint.MaxValue, uint.MaxValue),
            (0, uint.MaxValue), (uint.MaxValue, 0),
            (hashes[10], hashes[20]), (hashes[20], hashes[10]), (hashes[599], hashes[0]),
            (hashes[0], hashes[599]), (hashes[10] - 1, hashes[10]),
        ];
        foreach (var (begin, end) in ranges)
        {
            var expected = hashes.Where(
                hash => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end);
            var read = (await Table.ReadRows(begin, end, Token)).Reminders;
            read.Select(entry => entry.GrainId.GetUniformHashCode()).Order().ShouldBe(expected, $"({begin}, {end}]");
        }
    }

    [Fact]
    public async Task Two_services_in_one_store_do_not_see_each_other()
    {
        await Table.UpsertRow(Entry(Grain("1"), "r"), Token);

        (await TableOf("other").ReadRow(Grain("1"), "r", Token)).ShouldBeNull();
        await TableOf("other").TestOnlyClearTable(Token);
        (await Table.ReadRows(0, 0, Token)).Reminders.ShouldHaveSingleItem();
        await Table.TestOnlyClearTable(Token);
        (await Table.ReadRows(0, 0, Token)).Reminders.ShouldBeEmpty();
    }

    static GrainId Grain(string key) => GrainId.Create("county", key);

    static ReminderEntry Entry(GrainId grain, string name) => Entry(grain, name, Start, TimeSpan.FromMinutes(1));

    static ReminderEntry Entry(GrainId grain, string name, DateTime start, TimeSpan period) =>
        new() { GrainId = grain, ReminderName = name, StartAt = start, Period = period };

    EntityReminderTable TableOf(string service) =>
        new(Store, Options.Create(new ClusterOptions { ServiceId = service }));
}
