using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
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
