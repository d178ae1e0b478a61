using CsCheck;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Enterprises;

public sealed class EnterpriseTests
{
    static readonly EnterpriseRecord Registration = new()
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "钢铁一厂",
        Industry = "C31",
        Region = County,
    };

    readonly FoldHost<EnterpriseState> _enterprise = Host();
    readonly Teller _a = Point("A"), _b = Point("B");

    EnterpriseStatus Status => (EnterpriseStatus)new EnterpriseFold().Describe(_enterprise.State);

    [Fact]
    public void Two_points_over_on_one_day_make_one_exceedance_day()
    {
        Feed(_a.DayOver(Day, So2));
        Feed(_a.DayOver(Day, Nox));
        Feed(_b.DayOver(Day, So2));
        Feed(_b.DayOver(At(-24), So2));

        Status.ExceedanceDaysIn30.ShouldBe(2);
        Status.Findings.Length.ShouldBe(4);
    }

    [Fact]
    public void A_day_stands_until_the_last_of_its_findings_is_withdrawn()
    {
        Feed(_a.DayOver(Day, So2));
        Feed(_b.DayOver(Day, So2));
        Feed(_a.DayOver(Day, So2, FindingState.Withdrawn));
        Status.ExceedanceDaysIn30.ShouldBe(1);
        _enterprise.EvictAll();
        Feed(_b.DayOver(Day, So2, FindingState.Withdrawn));

        Status.ExceedanceDaysIn30.ShouldBe(0);
        Status.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Days_count_in_30_days_month_and_quarter()
    {
        // Today is 20 July: 30 days reach back to 21 June, the quarter to 1 July.
        foreach (BeijingTime day in (BeijingTime[])
            [BeijingTime.Of(2026, 6, 20), BeijingTime.Of(2026, 6, 21), BeijingTime.Of(2026, 6, 30), BeijingTime.Of(2026, 7, 1), Day])
        {
            Feed(_a.DayOver(day, So2));
        }

        (Status.ExceedanceDaysIn30, Status.ExceedanceDaysInMonth, Status.ExceedanceDaysInQuarter).ShouldBe((4, 2, 2));
    }

    [Fact]
    public void The_counts_end_with_the_day_a_clock_has_reached()
    {
        Feed(_a.DayOver(Day, So2));
        Feed(new Ticked(At(8))).ShouldBeFalse();
        Feed(new Ticked(BeijingTime.Of(2026, 8, 1))).ShouldBeTrue();

        (Status.ExceedanceDaysIn30, Status.ExceedanceDaysInMonth, Status.ExceedanceDaysInQuarter).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void Hours_over_are_findings_and_no_exceedance_days()
    {
        Feed(_a.HourOver(At(8), So2));

        Status.Findings.ShouldHaveSingleItem();
        Status.ExceedanceDaysIn30.ShouldBe(0);
    }

    [Fact]
    public void Hours_stay_at_hand_for_two_days_and_days_for_31()
    {
        Feed(_a.HourOver(At(8), So2));
        Feed(_a.DayOver(Day, So2));
        Feed(_a.DayOver(At(24), So2));
        Status.Findings.Length.ShouldBe(3);
        Feed(_a.DayOver(At(48), So2));
        Status.Findings.Length.ShouldBe(3);
        Feed(_a.DayOver(At(24 * 31), So2));

        // 20 July has gone, 21 and 22 July are within 31 days of 20 August.
        Status.Findings.Select(finding => finding.WindowStart).ShouldBe(
            [At(24), At(48), At(24 * 31)], ignoreOrder: true);
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        Signalled told = _a.DayOver(Day, So2);
        Feed(told).ShouldBeTrue();
        string hash = _enterprise.StateHash();
        Feed(told).ShouldBeFalse();

        _enterprise.StateHash().ShouldBe(hash);
    }

    [Fact]
    public void The_level_is_the_highest_of_its_points_and_names_it()
    {
        Feed(_a.Line(EscalationLevel.Notice, reason: "no data"));
        Feed(_b.Line(EscalationLevel.Exceeded, reason: "a21026 daily mean over its limit"));

        Status.Level.ShouldBe(EscalationLevel.Exceeded);
        Status.LevelReason.ShouldBe("B-31 (points/B-31): a21026 daily mean over its limit");
        Feed(_b.Tells(new LeftRoster()));
        Status.LevelReason.ShouldBe("A-31 (points/A-31): no data");
        Status.Roster.Length.ShouldBe(1);
    }

    [Fact]
    public void It_is_silent_when_all_its_points_are()
    {
        Feed(_a.Line(EscalationLevel.Notice, LinkState.Silent));
        Feed(_b.Line(EscalationLevel.Normal));
        Status.Link.ShouldBe(LinkState.Online);
        Feed(_b.Line(EscalationLevel.Notice, LinkState.Silent));

        Status.Link.ShouldBe(LinkState.Silent);
    }

    [Fact]
    public void The_region_is_told_the_line_when_it_changes_and_only_then()
    {
        Feed(new Registered(Registration));
        Feed(_a.DayOver(Day, So2));
        Feed(_a.Line(EscalationLevel.Normal, LinkState.Unknown));
        _enterprise.Told.ShouldHaveSingleItem().Target.ShouldBe(TwinName.Of(County));
        Feed(_a.Line(EscalationLevel.Warning, reason: "r"));

        _enterprise.Told[^1].Body.ShouldBe(new StatusChanged(
            "钢铁一厂", EscalationLevel.Warning, LinkState.Online, "A-31 (points/A-31): r", null, At(12)));
    }

    [Fact]
    public void Before_it_is_registered_it_tells_nobody_and_then_its_county()
    {
        Feed(_a.Line(EscalationLevel.Warning));
        _enterprise.Told.ShouldBeEmpty();
        Feed(new Registered(Registration)).ShouldBeTrue();
        Feed(new Registered(Registration)).ShouldBeFalse();

        Effect told = _enterprise.Told.ShouldHaveSingleItem();
        told.Target.ShouldBe(TwinName.Of(County));
        told.Body.ShouldBeOfType<StatusChanged>().Level.ShouldBe(EscalationLevel.Warning);
    }

    [Fact]
    public void One_that_moves_tells_the_county_it_leaves()
    {
        RegionCode other = RegionCode.Parse("130102");
        Feed(new Registered(Registration));
        _enterprise.Told.Clear();
        Feed(new Registered(Registration with { Region = other }));

        _enterprise.Told.Select(effect => (effect.Target, effect.Body.GetType())).ShouldBe(
            [(TwinName.Of(County), typeof(LeftRoster)), (TwinName.Of(other), typeof(StatusChanged))]);
    }

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from told in Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 3], Gen.Int[1, 3]).Array[1, 20].Array[3]
        let sources = told.Select((findings, i) => Source($"S{i}", findings)).ToArray()
        from shuffled in Interleaved(sources)
        from moves in Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_gives_the_same_bytes() =>
        Cases.Sample(sample =>
        {
            FoldHost<EnterpriseState> inOrder = Host(), shuffled = Host();
            Run(inOrder, sample.InOrder, At(12), [9]);
            Run(shuffled, sample.Shuffled, At(12), sample.Moves);

            shuffled.StateHash().ShouldBe(inOrder.StateHash());
        });

    static EntryBody[] Source(string mn, (int Day, int Kind, int State)[] told)
    {
        Teller point = Point(mn);
        return
        [
            .. told.Select(one => one.Kind switch
            {
                0 => point.Line((EscalationLevel)one.State, reason: $"{one.Day}"),
                1 => point.HourOver(At(24 * one.Day), So2, (FindingState)one.State),
                _ => point.DayOver(At(24 * one.Day), one.Kind == 2 ? So2 : Nox, (FindingState)one.State),
            }),
        ];
    }

    static FoldHost<EnterpriseState> Host() =>
        new(new EnterpriseFold(), TwinName.Of(Registration.Id), PolicyFile.National);

    bool Feed(EntryBody body) => _enterprise.Feed(body, At(12));
}
