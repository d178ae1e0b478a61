using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Regions;

/// <summary>A region's roster is stored in parts of about 128 twins, however many twins it has.</summary>
public sealed class RosterPartTests
{
    const int RowBytes = 15 * 64 * 1024;
    const int PartBytes = 64 * 1024;

    readonly FoldHost<RegionState> _county = Host();

    [Fact]
    public void The_roster_of_20000_twins_fits_in_rows_and_the_snapshot_does_not_grow_with_it()
    {
        const int twins = 20_000;
        for (int i = 0; i < twins; i++)
            Feed(Wordy(i));
        Teller last = Station(twins - 1);
        for (int day = 0; day < RegionState.MostRecent; day++)
            Feed(last.DayOver(At(24 * day), So2));

        // 20,000 / 128 = 156.25.
        _county.Pages().Count.ShouldBe(157);
        _county.Pages().Values.Max(page => page.Length).ShouldBeLessThan(PartBytes);
        _county.Snapshot().Length.ShouldBeLessThan(RowBytes / 10);
        _county.State.Roster.Lines.Count.ShouldBe(twins);
    }

    [Fact]
    public void A_roster_read_back_is_the_same_and_knows_what_it_was_told()
    {
        Teller[] stations = [.. Enumerable.Range(0, 1_000).Select(Station)];
        Signalled[] told = [.. stations.Select((station, i) => station.Line((EscalationLevel)(i % 4)))];
        foreach (Signalled signal in told)
            Feed(signal).ShouldBeTrue();
        RosterLine[] lines = [.. _county.State.Roster.Lines];
        RegionStatus status = Status();

        _county.RestoreFromSnapshot();

        _county.State.Roster.Lines.ShouldBe(lines);
        Status().ShouldBeEquivalentTo(status);
        foreach (Signalled signal in told)
            Feed(signal).ShouldBeFalse();
        Feed(stations[7].Tells(new LeftRoster())).ShouldBeTrue();
        Status().RosterSize.ShouldBe(999);
    }

    [Fact]
    public void After_a_snapshot_every_stored_part_is_named()
    {
        for (int i = 0; i < 1_000; i++)
            Feed(Station(i).Line(EscalationLevel.Normal));

        var named = new List<PageId>();
        new RegionFold().ResidentPages(_county.State, named);

        named.Select(page => page.ToString()).ShouldBe(_county.Pages().Keys, ignoreOrder: true);
    }

    [Fact]
    public void A_part_that_is_not_there_is_an_error_and_no_shorter_roster()
    {
        for (int i = 0; i < 200; i++)
            Feed(Station(i).Line(EscalationLevel.Normal));
        _county.RestoreFromSnapshot();

        _county.State.Pages.Remove(RosterPart.IdOf(1));

        Should.Throw<InvalidOperationException>(() => _county.State.Roster).Message.ShouldContain("Part 1");
    }

    [Fact]
    public void An_entry_changes_only_the_parts_it_names()
    {
        var fold = new RegionFold();
        var named = new List<PageId>();
        for (int i = 0; i < 1_000; i++)
        {
            _county.EvictAll();
            named.Clear();
            Signalled told = Station(i).Line(EscalationLevel.Normal);
            fold.PagesFor(_county.State, told, named);
            Feed(told);

            foreach (IPage page in _county.State.Pages.All.Where(page => page.IsDirty))
                named.ShouldContain(page.Id);
        }
    }

    [Fact]
    public void Any_order_of_many_twins_gives_the_same_bytes() =>
        Gen.Int[0, 700].SelectMany(count => Gen.Select(Gen.Shuffle(Enumerable.Range(0, count).ToArray()), Gen.Int[0, 700]))
            .Sample(
                (order, restoredAt) =>
                {
                    FoldHost<RegionState> inOrder = Host(), shuffled = Host();
                    foreach (int i in order.Order())
                        inOrder.Feed(Wordy(i), Day);
                    for (int i = 0; i < order.Length; i++)
                    {
                        if (i == restoredAt)
                            shuffled.RestoreFromSnapshot();
                        shuffled.Feed(Wordy(order[i]), Day);
                    }

                    shuffled.StateHash().ShouldBe(inOrder.StateHash());
                    shuffled.State.Roster.Lines.ShouldBe(inOrder.State.Roster.Lines);
                },
                iter: 30);

    [Fact]
    public void A_new_part_takes_from_one_part_and_leaves_all_others_as_they_are() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 2_000]).Sample((station, parts) =>
        {
            int before = RosterParting.NumberOf(Station(station).Name, parts);
            int after = RosterParting.NumberOf(Station(station).Name, parts + 1);

            before.ShouldBeInRange(0, parts - 1);
            if (after != before)
                (after, before).ShouldBe((parts, RosterParting.GiverOf(parts + 1)));
        });

    [Fact]
    public void The_bytes_of_a_part()
    {
        Feed(Point("A").Line(EscalationLevel.Warning, reason: "r"));

        _county.Pages().Keys.ShouldBe(["r0000000000"]);
        // Number and count; the name; position 1.0; a line with level 2, link 1, "r", no place, since the day.
        Convert.ToHexString(_county.Pages()["r0000000000"]).ShouldBe(
            "0001" + "0C706F696E74732F412D3331" + "0200" + "01" + "00" + "02" + "01" + "0272" + "00" + "80D2E7A50D");
    }

    [Theory]
    [InlineData("points/MN1-31", 1, 0)]
    [InlineData("points/MN1-31", 1024, 518)]
    [InlineData("enterprises/91130100MA0000001X", 1024, 328)]
    public void Parts_are_the_same_for_ever(string twin, int parts, int number) =>
        RosterParting.NumberOf(TwinName.Parse(twin), parts).ShouldBe(number);

    static Teller Station(int i) => Point($"MICRO{i:D6}");

    /// <summary>A line with all that lines hold.</summary>
    static Signalled Wordy(int i) => Station(i).Tells(new StatusChanged(
        $"藁城区某某街道{i}号微型站", EscalationLevel.Warning, LinkState.Online,
        "a34004 hourly mean over twice the mean of its cell", new Wgs84(114 + i / 10_000.0, 38), Day));

    static FoldHost<RegionState> Host() => new(new RegionFold(), TwinName.Of(County), PolicyFile.National);

    RegionStatus Status() => (RegionStatus)new RegionFold().Describe(_county.State);

    bool Feed(EntryBody body) => _county.Feed(body, Day);
}
