using System.Text;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Journal;

/// <summary>What the journal must do over every backend. A backend's test class inherits this.</summary>
public abstract class JournalConformance
{
    // 2026-01-01 12:00 Beijing time.
    protected const long Noon = 1_767_240_000_000;
    const long DayMs = 86_400_000;
    const string Twin = "points/88888880000001-31";

    protected abstract IJournal Journal { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static DateOnly NewYear => new(2026, 1, 1);

    [Fact]
    public async Task Entries_read_back_in_order_with_everything_they_were_written_with()
    {
        var position = await AppendAsync(
            JournalPosition.Start(Twin), Record("a"), Record("b", Noon + 1, attachment: "raw b"));
        position = await AppendAsync(position, Record("c", Noon + 2) with { Kind = 7, FormatVersion = 3 });

        var entries = await ReadAsync(1, null);

        entries.Select(entry => (entry.Sequence, Encoding.UTF8.GetString(entry.Payload.Span), entry.ArrivalMs))
            .ShouldBe([(1, "a", Noon), (2, "b", Noon + 1), (3, "c", Noon + 2)]);
        (entries[2].Kind, entries[2].FormatVersion).ShouldBe(((byte)7, (byte)3));
        entries.Select(entry => entry.AttachmentDigest is not null).ShouldBe([false, true, false]);
        (position.Sequence, position.Hash).ShouldBe((3, entries[2].Hash));
    }

    [Fact]
    public async Task Attachment_reads_back_under_its_sequence_number()
    {
        var record = Record("a") with { Attachment = new JournalAttachment(Bytes("head"), Bytes("##0123raw")) };
        await AppendAsync(JournalPosition.Start(Twin), record, Record("b"));

        var attachment = (await Journal.ReadAttachmentAsync(Twin, 1, Token)).ShouldNotBeNull();

        attachment.Header.ToArray().ShouldBe(Bytes("head"));
        attachment.Body.ToArray().ShouldBe(Bytes("##0123raw"));
        (await Journal.ReadAttachmentAsync(Twin, 2, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Range_of_sequence_numbers_is_inclusive_and_limited()
    {
        await AppendAsync(JournalPosition.Start(Twin), [.. Enumerable.Range(1, 40).Select(i => Record($"{i}"))]);

        (await ReadAsync(9, 18)).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(9, 10).Select(i => (long)i));
        (await ReadAsync(30, null)).Count.ShouldBe(11);
        (await ReadAsync(5, null, limit: 2)).Select(entry => entry.Sequence).ShouldBe([5, 6]);
        (await ReadAsync(41, null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Twins_whose_ids_begin_alike_do_not_mix()
    {
        string[] twins = ["a", "a1", "a-1", "a 1", "千里/眼#?", "a/1"];
        foreach (var twin in twins)
        {
            await Journal.AppendAsync(
                new() { Twin = twin, Previous = JournalPosition.Start(twin), Entries = [Record(twin)] }, Token);
        }

        foreach (var twin in twins)
        {
            var entries = await ToListAsync(Journal.ReadAsync(twin, 0, null, int.MaxValue, Token));
            Encoding.UTF8.GetString(entries.ShouldHaveSingleItem().Payload.Span).ShouldBe(twin);
        }

        (await ToListAsync(Journal.ListTwinsAsync(Token))).Order(StringComparer.Ordinal)
            .ShouldBe(twins.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Last_entry_and_position_of_an_unknown_twin_are_those_of_the_start()
    {
        (await Journal.ContainsAsync(Twin, Token)).ShouldBeFalse();
        (await Journal.ReadPositionAsync(Twin, Token)).ShouldBe(JournalPosition.Start(Twin));
    }

    [Fact]
    public async Task Position_read_back_equals_the_receipt_with_and_without_checkpoint()
    {
        var position = await AppendAsync(JournalPosition.Start(Twin), Record("a"));
        (await Journal.ReadPositionAsync(Twin, Token)).ShouldBe(position);

        position = await WriteAsync(new() { Twin = Twin, Previous = position, Checkpoint = Snapshot("s") });
        (await Journal.ReadPositionAsync(Twin, Token)).ShouldBe(position);

        position = await AppendAsync(position, Record("b", Noon + DayMs));
        (await Journal.ReadPositionAsync(Twin, Token)).ShouldBe(position);
    }

    [Fact]
    public async Task Sequence_number_already_written_fences_the_append_and_nothing_of_it_is_written()
    {
        var old = await AppendAsync(JournalPosition.Start(Twin), Record("a"));
        await AppendAsync(old, Record("b"));

        var error = await Should.ThrowAsync<JournalFencedException>(() => WriteAsync(new()
        {
            Twin = Twin,
            Previous = old,
            Entries = [Record("x", attachment: "raw x"), Record("y")],
            Checkpoint = Snapshot("x"),
            SideWrites = [JournalSideWrite.PutOutbox("1", Bytes("x")), JournalSideWrite.PutPage("1", Bytes("x"))],
        }));

        (error.Twin, error.Sequence).ShouldBe((Twin, 2));
        (await ReadAsync(1, null)).Count.ShouldBe(2);
        (await Journal.ReadAttachmentAsync(Twin, 2, Token)).ShouldBeNull();
        (await Journal.ReadCheckpointAsync(Twin, Token)).ShouldBeNull();
        (await Journal.ReadPageAsync(Twin, "1", Token)).ShouldBeNull();
        (await ToListAsync(Journal.ReadOutboxAsync(Twin, Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sixteen_writers_at_one_position_have_one_winner_in_each_of_fifty_rounds()
    {
        var position = JournalPosition.Start(Twin);
        for (var round = 0; round < 50; round++)
        {
            var current = position;
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, 16).Select(writer => Task.Run(() => TryAppendAsync(current, $"{writer}"), Token)));

            position = outcomes.Where(outcome => outcome is not null).ShouldHaveSingleItem()!.Value;
            position.Sequence.ShouldBe(round + 1);
        }

        (await Journal.VerifyChainAsync(Twin, Token)).ShouldSatisfyAllConditions(
            report => report.IsIntact.ShouldBeTrue(), report => report.Entries.ShouldBe(50));
    }

    [Fact]
    public async Task Checkpoint_comes_back_with_its_position_and_pages()
    {
        var position = await WriteAsync(new()
        {
            Twin = Twin,
            Previous = JournalPosition.Start(Twin),
            Entries = [Record("a"), Record("b")],
            Checkpoint = new(5, Bytes("state after b")),
            SideWrites =
            [
                JournalSideWrite.PutPage("hour/2", Bytes("h2")), JournalSideWrite.PutPage("hour/1", Bytes("h1")),
                JournalSideWrite.PutPage("day/1", Bytes("d1")),
            ],
        });

        var checkpoint = (await Journal.ReadCheckpointAsync(Twin, Token)).ShouldNotBeNull();

        checkpoint.Position.ShouldBe(position);
        checkpoint.FormatVersion.ShouldBe((byte)5);
        checkpoint.Snapshot.ToArray().ShouldBe(Bytes("state after b"));
        var day = (await Journal.ReadPageAsync(Twin, "day/1", Token)).ShouldNotBeNull();
        (day.Id, day.Sequence).ShouldBe(("day/1", position.Sequence));
        day.Value.ToArray().ShouldBe(Bytes("d1"));
        (await ToListAsync(Journal.ReadPagesAsync(Twin, "hour/", Token))).Select(page => page.Id)
            .ShouldBe(["hour/1", "hour/2"]);
        (await ToListAsync(Journal.ReadPagesAsync(Twin, "", Token))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Tail_after_a_checkpoint_leads_to_the_position_of_the_last_receipt()
    {
        var position = await WriteAsync(new()
        {
            Twin = Twin, Previous = JournalPosition.Start(Twin), Entries = [Record("a")], Checkpoint = Snapshot("a"),
        });
        position = await AppendAsync(position, Record("b", Noon + DayMs), Record("c", Noon + DayMs));

        var walked = (await Journal.ReadCheckpointAsync(Twin, Token))!.Position;
        foreach (var entry in await ReadAsync(walked.Sequence + 1, null))
        {
            walked = walked.Advance(entry);
        }

        walked.ShouldBe(position);
    }

    [Fact]
    public async Task Checkpoint_of_an_older_activation_is_fenced_even_without_entries()
    {
        var older = await WriteAsync(new()
        {
            Twin = Twin, Previous = JournalPosition.Start(Twin), Entries = [Record("a")], Checkpoint = Snapshot("1"),
        });
        await WriteAsync(new() { Twin = Twin, Previous = older, Entries = [Record("b")], Checkpoint = Snapshot("2") });

        await Should.ThrowAsync<JournalFencedException>(
            () => WriteAsync(new() { Twin = Twin, Previous = older, Checkpoint = Snapshot("stale") }));

        (await Journal.ReadCheckpointAsync(Twin, Token))!.Snapshot.ToArray().ShouldBe(Bytes("2"));
    }

    [Fact]
    public async Task Outbox_is_ordered_and_rows_go_when_deleted()
    {
        var position = await WriteAsync(new()
        {
            Twin = Twin,
            Previous = JournalPosition.Start(Twin),
            Entries = [Record("a")],
            SideWrites =
            [
                .. new long[] { 10, 2, 300 }.Select(
                    i => JournalSideWrite.PutOutbox(SequenceKey.Format(i), Bytes($"{i}"))),
            ],
        });
        (await ToListAsync(Journal.ReadOutboxAsync(Twin, Token))).Select(row => Encoding.UTF8.GetString(row.Value.Span))
            .ShouldBe(["2", "10", "300"]);

        position = await WriteAsync(new()
        {
            Twin = Twin, Previous = position, SideWrites = [JournalSideWrite.DeleteOutbox(SequenceKey.Format(2))],
        });

        (await ToListAsync(Journal.ReadOutboxAsync(Twin, Token))).Count.ShouldBe(2);
        position.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Twins_with_an_outbox_are_listed_once()
    {
        foreach (var twin in Enumerable.Range(0, 100).Select(i => $"points/{i}"))
        {
            await Journal.AppendAsync(
                new()
                {
                    Twin = twin,
                    Previous = JournalPosition.Start(twin),
                    Entries = [Record("a")],
                    SideWrites = [JournalSideWrite.PutOutbox("1", default), JournalSideWrite.PutOutbox("2", default)],
                },
                Token);
        }

        (await ToListAsync(Journal.ListOutboxTwinsAsync(Token))).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 100).Select(i => $"points/{i}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Day_mark_points_to_the_first_entry_that_arrived_on_a_Beijing_day()
    {
        // 15:59:59.999 and 16:00 UTC are the last and the first millisecond of two days in Beijing.
        const long LastMs = Noon + (12 * 3_600_000) - 1;
        var position = await AppendAsync(
            JournalPosition.Start(Twin), Record("1"), Record("2", LastMs), Record("3", LastMs + 1));
        await AppendAsync(position, Record("4", LastMs + 2), Record("5", Noon + (4 * DayMs)));

        (await Journal.FindFirstOfDayAsync(Twin, NewYear, Token)).ShouldBe(new JournalDayMark(NewYear, 1));
        (await Journal.FindFirstOfDayAsync(Twin, NewYear.AddDays(1), Token))
            .ShouldBe(new JournalDayMark(NewYear.AddDays(1), 3));
        (await Journal.FindFirstOfDayAsync(Twin, NewYear.AddDays(2), Token))
            .ShouldBe(new JournalDayMark(NewYear.AddDays(4), 5));
        (await Journal.FindFirstOfDayAsync(Twin, NewYear.AddDays(5), Token)).ShouldBeNull();
        (await Journal.FindFirstOfDayAsync(Twin, NewYear.AddDays(-9), Token))
            .ShouldBe(new JournalDayMark(NewYear, 1));
    }

    [Fact]
    public async Task Clock_that_goes_back_over_midnight_does_not_move_a_mark()
    {
        var position = await AppendAsync(
            JournalPosition.Start(Twin), Record("1"), Record("2", Noon + DayMs), Record("3"));
        position = (await Journal.ReadPositionAsync(Twin, Token)) with { CheckpointTag = position.CheckpointTag };
        await AppendAsync(position, Record("4", Noon + DayMs));

        (await Journal.FindFirstOfDayAsync(Twin, NewYear.AddDays(1), Token))
            .ShouldBe(new JournalDayMark(NewYear.AddDays(1), 2));
    }

    [Fact]
    public async Task Appends_of_another_twins_position_pages_without_checkpoint_and_empty_ones_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => AppendAsync(JournalPosition.Start("other"), Record("a")));
        await Should.ThrowAsync<ArgumentException>(
            () => WriteAsync(new() { Twin = Twin, Previous = JournalPosition.Start(Twin) }));
        var pages = await Should.ThrowAsync<ArgumentException>(() => WriteAsync(new()
        {
            Twin = Twin, Previous = JournalPosition.Start(Twin), SideWrites = [JournalSideWrite.PutPage("1", default)],
        }));
        pages.Message.ShouldContain("must come with a checkpoint");
        await Should.ThrowAsync<ArgumentException>(() => Journal.ContainsAsync("a\u001fb", Token).AsTask());
        await Should.ThrowAsync<ArgumentException>(() => Journal.ContainsAsync("\ud800", Token).AsTask());
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static JournalRecord Record(string payload, long arrivalMs = Noon, string? attachment = null) => new(
        1, 1, arrivalMs, Bytes(payload), attachment is null ? null : new JournalAttachment(default, Bytes(attachment)));

    static JournalCheckpoint Snapshot(string text) => new(1, Bytes(text));

    static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    Task<List<JournalEntry>> ReadAsync(long from, long? to, int limit = int.MaxValue) =>
        ToListAsync(Journal.ReadAsync(Twin, from, to, limit, Token));

    Task<JournalPosition> AppendAsync(JournalPosition previous, params JournalRecord[] records) =>
        WriteAsync(new() { Twin = Twin, Previous = previous, Entries = records });

    async Task<JournalPosition> WriteAsync(JournalAppend append) =>
        (await Journal.AppendAsync(append, Token)).Position;

    async Task<JournalPosition?> TryAppendAsync(JournalPosition previous, string payload)
    {
        try
        {
            return await AppendAsync(previous, Record(payload));
        }
        catch (JournalFencedException)
        {
            return null;
        }
    }
}
