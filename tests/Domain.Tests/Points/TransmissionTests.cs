using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class TransmissionTests
{
    static readonly TransmissionPolicy Policy = PolicyFile.National.Points.Transmission;

    [Theory]
    [InlineData(24, "1")]
    [InlineData(23, "1")]
    [InlineData(22, "0.9166666666666666666666666667")]
    public void Cod_may_miss_one_hour_a_day(int hours, string rate)
    {
        // 23 of 24 hours count as all; 22 of 24 are 91.67 %.
        TransmissionCount count = TransmissionRules.OfDay(Hours(hours, valid: true), Cod, Policy).Completed;

        count.Transmission.ShouldBe(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Other_factors_may_miss_nothing() =>
        // 23 x 60 of 1,440 minutes.
        TransmissionRules.OfDay(Hours(23, valid: true), So2, Policy).Completed
            .ShouldBe(new TransmissionCount(1440, 1380, 1380));

    [Fact]
    public void Stop_periods_leave_the_denominator()
    {
        HourCount[] hours = Hours(12, valid: true);
        for (int hour = 12; hour < 24; hour++)
            hours[hour] = HourCount.Whole(isStopped: true, isValid: false, isOnTime: true);

        TransmissionRules.OfDay(hours, So2, Policy).Completed.ShouldBe(new TransmissionCount(720, 720, 720));
    }

    [Fact]
    public void A_day_that_is_all_stopped_has_no_rate_and_is_not_low()
    {
        var hours = new HourCount[24];
        Array.Fill(hours, HourCount.Whole(isStopped: true, isValid: false, isOnTime: true));

        TransmissionCounts counts = TransmissionRules.OfDay(hours, So2, Policy);

        counts.Completed.Effective.ShouldBeNull();
        TransmissionRules.IsLow(counts, Policy).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1296, false)]
    [InlineData(1295, true)]
    public void Ninety_per_cent_is_enough(int valid, bool low)
    {
        // 0.9 x 1,440 = 1,296.
        var counts = new TransmissionCounts(new TransmissionCount(1440, 1440, valid), default);

        TransmissionRules.IsLow(counts, Policy).ShouldBe(low);
    }

    [Theory]
    [InlineData(TransmissionRateKind.Effective, TransmissionVersion.Completed, true)]
    [InlineData(TransmissionRateKind.Plain, TransmissionVersion.Completed, false)]
    [InlineData(TransmissionRateKind.Plain, TransmissionVersion.OnTime, true)]
    public void The_policy_says_which_rate_and_which_version(
        TransmissionRateKind rate, TransmissionVersion version, bool low)
    {
        // Completed: 1,400 of 1,440 came, 1,200 of them valid. On time: 1,200 came.
        var counts = new TransmissionCounts(
            new TransmissionCount(1440, 1400, 1200), new TransmissionCount(1440, 1200, 1200));

        TransmissionRules.IsLow(counts, Policy with { Rate = rate, Version = version }).ShouldBe(low);
    }

    [Fact]
    public void Minutes_are_counted_once_by_the_shorter_record_and_off_leaves()
    {
        MinuteSlot[] slots =
        [
            Slot(0, 10, DataFlag.Normal, onTime: true), Slot(0, 20, DataFlag.Fault, onTime: true),
            Slot(10, 10, DataFlag.Fault, onTime: true), Slot(20, 10, DataFlag.Normal, onTime: false),
            Slot(30, 10, DataFlag.Off, onTime: true),
        ];

        HourCounts.OfMinutes(slots, So2, PolicyFile.National.Points.Validity)
            .ShouldBe(new HourCount(30, 20, 20, 10, 10, IsOfMinutes: true));
    }

    [Fact]
    public void A_day_is_counted_when_it_is_settled_and_again_when_data_come_late()
    {
        PointHost point = TwoDays(hoursOfSecond: 21);
        point.Host.EvictAll();

        point.Tick(At(60));

        // 21 x 60 of 1,440 minutes are 87.5 %.
        Finding low = point.Findings.Single(finding => finding.Rule == "transmission.low");
        low.Value.ShouldBe(0.875m);
        low.Reason.ShouldBe("a21026 effective transmission 1260 of 1440 min, 87.5 % < 90 %");
        (low.State, low.Standing, low.Class).ShouldBe((FindingState.Raised, FindingStanding.Final, FindingClass.During));
        (low.WindowStart, low.WindowEnd).ShouldBe((At(24), At(48)));

        point.Host.EvictAll();
        point.TakeAt(At(61), Upload(ObservationKind.Hour, At(45), Value(So2, 10)));

        // 22 x 60 of 1,440 are 91.67 %: completed, though not on time.
        point.Findings.Last(finding => finding.Rule == "transmission.low").State.ShouldBe(FindingState.Withdrawn);
        FactorRates rates = point.State.Ledger!.FindRates(point.State.Find(So2));
        rates.Day.Completed.ShouldBe(new TransmissionCount(1440, 1320, 1320));
        rates.Day.OnTime.ShouldBe(new TransmissionCount(1440, 1260, 1260));
        rates.Month.ShouldBe(rates.Day);
    }

    [Fact]
    public void A_rate_that_stays_too_low_is_told_again_when_it_changes_and_only_then()
    {
        // 20 x 60 of 1,440 are 83.33 %, with one hour more 87.5 %.
        PointHost point = TwoDays(hoursOfSecond: 20);
        point.Tick(At(60));
        point.TakeAt(At(61), Upload(ObservationKind.Hour, At(44), Value(So2, 10)));
        point.TakeAt(At(62), Upload(ObservationKind.Hour, At(44), Value(So2, 11)));

        Finding[] low = [.. point.Findings.Where(finding => finding.Rule == "transmission.low")];
        low.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Revised]);
        low[1].Value.ShouldBe(0.875m);
    }

    [Fact]
    public void A_rate_that_is_enough_again_is_no_longer_below()
    {
        PointHost point = TwoDays(hoursOfSecond: 21);
        point.Tick(At(60));
        point.TakeAt(At(61), Upload(ObservationKind.Hour, At(45), Value(So2, 10)));

        point.Findings.Last(finding => finding.Rule == "transmission.low").Reason
            .ShouldBe("a21026 effective transmission 1320 of 1440 min, 91.67 % is not below 90 %");
    }

    [Theory]
    [InlineData(TransmissionRateKind.Plain, TransmissionVersion.Completed, "a21026 transmission 1260 of 1440 min, 87.5 % < 90 %")]
    [InlineData(TransmissionRateKind.Effective, TransmissionVersion.OnTime, "a21026 effective transmission 1140 of 1440 min, 79.17 % < 90 %")]
    [InlineData(TransmissionRateKind.Plain, TransmissionVersion.OnTime, "a21026 transmission 1200 of 1440 min, 83.33 % < 90 %")]
    public void The_finding_says_which_rate_is_too_low(
        TransmissionRateKind rate, TransmissionVersion version, string reason)
    {
        // 21 hours came, one of them with flag D, another two hours late.
        var point = new PointHost(PolicyFile.National with
        {
            Points = PolicyFile.National.Points with { Transmission = Policy with { Rate = rate, Version = version } },
        });
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        for (int hour = 12; hour < 43; hour++)
            point.Hour(hour, Value(So2, 10));
        point.Hour(43, Value(So2, 10, DataFlag.Fault));
        point.TakeAt(At(47), Upload(ObservationKind.Hour, At(44), Value(So2, 10)));
        point.Tick(At(60));

        point.Findings.Single(finding => finding.Rule == "transmission.low").Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_factor_with_an_hourly_limit_alone_is_counted()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        for (int hour = 12; hour < 44; hour++)
            point.Hour(hour, Value(So2, 10));
        point.Tick(At(60));

        point.Findings.Count(finding => finding.Rule == "transmission.low").ShouldBe(1);
    }

    [Fact]
    public void Missing_minutes_are_excused_as_far_as_a_mark_explains_them()
    {
        // Of the first hour 50 minutes came: 10 are missing, of which 60 are explained; of the second none: 5 are.
        // The third came in full; of the fourth, half stopped, 20 came: 10 of 30 are missing, and 30 are explained.
        HourCount[] hours = Hours(24, valid: true);
        hours[0] = new HourCount(50, 50, 40, 40, Stopped: 0, IsOfMinutes: true);
        hours[1] = default;
        hours[3] = new HourCount(20, 20, 20, 20, Stopped: 30, IsOfMinutes: true);
        var excused = new byte[24];
        (excused[0], excused[1], excused[2], excused[3]) = (60, 5, 60, 30);

        TransmissionCounts counts = TransmissionRules.OfDay(hours, So2, Policy, voidHours: 1u << 2, excused, stopped: []);

        // Expected 1440 - 30 - 10 - 5 - 10; received 50 + 0 + 60 + 20 + 20 x 60; void are the 60 of the third hour.
        counts.Completed.ShouldBe(new TransmissionCount(1385, 1330, 1270));
        // On time 40 of the first hour came: 20 are excused.
        counts.OnTime.ShouldBe(new TransmissionCount(1375, 1320, 1260));
    }

    [Fact]
    public void Counts_of_days_are_added_and_taken_off()
    {
        TransmissionCount day = new(1440, 1400, 1300), other = new(720, 700, 600);
        (day + other).ShouldBe(new TransmissionCount(2160, 2100, 1900));
        (day - other).ShouldBe(new TransmissionCount(720, 700, 700));
        (day.Transmission, day.Effective).ShouldBe((1400 / 1440m, 1300 / 1440m));
        (default(TransmissionCount).Transmission, default(TransmissionCount).Effective).ShouldBe((null, null));
    }

    [Fact]
    public void A_finding_names_the_minutes_that_marks_explain()
    {
        // 20 of 24 hours came, one of the four missing is excused: 1200 / 1380.
        PointHost point = TwoDays(hoursOfSecond: 20);
        point.Host.Feed(
            new Marked(new Mark
            {
                Id = "m",
                Code = MarkCode.LinkLost,
                Start = At(44),
                End = At(45),
                Source = MarkSource.Enterprise,
                Author = "plant",
            }),
            At(46));
        point.Tick(At(60));

        Finding low = point.Findings.Single(finding => finding.Rule == "transmission.low");
        Figure(low, "points.marks.excusedCodes").ShouldBe(60);
        Figure(low, "expected").ShouldBe(1380);
        low.Value.ShouldBe(Exact.From(1200m / 1380));
    }

    [Fact]
    public void A_finding_without_marks_names_none()
    {
        PointHost point = TwoDays(hoursOfSecond: 20);
        point.Tick(At(60));
        Figure(point.Findings.Single(finding => finding.Rule == "transmission.low"), "points.marks.excusedCodes").ShouldBe(0);
    }

    static decimal Figure(Finding finding, string name) =>
        finding.Figures.Single(figure => figure.Name == name).Value.Value;

    [Fact]
    public void A_day_on_which_nothing_came_is_low_and_after_30_days_no_more()
    {
        PointHost point = TwoDays(hoursOfSecond: 24);
        for (int day = 2; day < 40; day++)
            point.Tick(At(24 * day + 36));

        // The last arrival was at 00:01 of the third day: that day and thirty after it.
        point.Findings.Count(finding => finding.Rule == "transmission.low").ShouldBe(1 + 30);
        point.Findings.First(finding => finding.Rule == "transmission.low").Value.ShouldBe(0m);
    }

    [Fact]
    public void The_first_day_of_a_point_is_partial_and_not_counted()
    {
        PointHost point = TwoDays(hoursOfSecond: 0);

        point.Tick(At(36));

        point.Findings.ShouldBeEmpty();
    }

    static PointHost TwoDays(int hoursOfSecond)
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        for (int hour = 12; hour < 24 + hoursOfSecond; hour++)
            point.Hour(hour, Value(So2, 10));
        return point;
    }

    static HourCount[] Hours(int count, bool valid)
    {
        var hours = new HourCount[24];
        Array.Fill(hours, HourCount.Whole(isStopped: false, valid, isOnTime: true), 0, count);
        return hours;
    }

    static MinuteSlot Slot(byte minute, byte length, DataFlag flag, bool onTime) =>
        new(0, minute, length, flag, onTime, 0, 10m, Exact.None);
}
