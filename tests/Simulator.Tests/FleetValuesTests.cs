using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Tests;

public sealed class FleetValuesTests
{
    static readonly BeijingTime Day = BeijingTime.Of(2026, 3, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public void A_calm_city_keeps_all_its_limits_for_a_day(int seed)
    {
        Fleet fleet = Fleet.City(seed, new CityOptions { Events = false }, grid: null);
        foreach (Outlet outlet in fleet.Outlets.Where(outlet => outlet.Point.Limits.Count > 0))
        {
            var model = new OutletModel(outlet, fleet.Events, Day);
            foreach (int command in new[] { Commands.Hour, Commands.Day, Commands.FurnaceTemperature })
            {
                int length = OutletReadings.IntervalOf(command, outlet.Point.MinuteInterval);
                for (BeijingTime at = Day; at < Day.AddSeconds(86_400); at = at.AddSeconds(length))
                    Broken(model, command, at).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Each_event_of_values_breaks_its_limit_within_the_half_minute_after_the_start()
    {
        Fleet fleet = Fleet.City(7, new CityOptions(), grid: null);
        BeijingTime start = Day.AddSeconds(10 * 3_600);
        BeijingTime soon = start.AddSeconds(30);
        string[] broken =
        [
            .. fleet.Outlets
                .Where(outlet => outlet.Point.Limits.Count > 0)
                .SelectMany(outlet => Broken(new OutletModel(outlet, fleet.Events, start), Commands.Realtime, soon)
                    .Select(factor => $"{outlet.Point.Name} {factor}")),
        ];

        broken.Order(StringComparer.Ordinal).ShouldBe(
            ["1号锅炉脱硫出口 a21002", "2号焚烧炉烟气排放口 a01901", "烧结机头 a21026"]);
        foreach (FleetEventKind kind in Enum.GetValues<FleetEventKind>())
            fleet.Events.ShouldContain(happening => happening.Kind == kind && happening.IsActive(start, soon));
    }

    [Fact]
    public void The_furnace_collects_more_than_five_cold_slots_from_before_and_after_the_start()
    {
        Fleet fleet = Fleet.City(7, new CityOptions(), grid: null);
        BeijingTime start = Day.AddSeconds(10 * 3_600);
        Outlet furnace = fleet.Outlets.Single(outlet => outlet.Point.Name == "2号焚烧炉烟气排放口");
        var model = new OutletModel(furnace, fleet.Events, start);
        int Cold(BeijingTime from, BeijingTime to)
        {
            int cold = 0;
            for (BeijingTime slot = from; slot < to; slot = slot.AddSeconds(300))
                cold += Broken(model, Commands.FurnaceTemperature, slot).Count();
            return cold;
        }

        // 25 minutes from 09:10 to 09:35 are the slots 09:10 to 09:30: five, which is still compliant.
        Cold(Day, start).ShouldBe(5);
        Cold(start, start.AddSeconds(1_800)).ShouldBe(6);
    }

    [Fact]
    public void Two_models_of_a_seed_agree_and_those_of_another_differ()
    {
        double[] Values(int seed)
        {
            Fleet fleet = Fleet.City(seed, new CityOptions(), grid: null);
            return [.. fleet.Outlets.Select(outlet => new OutletModel(outlet, fleet.Events, Day).ValueAt(0, Day))];
        }

        Values(3).ShouldBe(Values(3));
        Values(3).Intersect(Values(4)).ShouldBeEmpty();
    }

    [Fact]
    public void A_minute_mean_is_the_mean_of_its_instants()
    {
        Fleet fleet = Fleet.City(7, new CityOptions(), grid: null);
        Outlet outlet = fleet.Outlets.First(candidate => candidate.Point.ReferenceOxygen.HasValue);
        var model = new OutletModel(outlet, fleet.Events, Day);
        List<FactorField> minute = OutletReadings.Of(model, Commands.Minute, Day);
        FactorField[][] instants =
        [
            .. Enumerable.Range(0, 20)
                .Select(i => OutletReadings.Of(model, Commands.Realtime, Day.AddSeconds(30 * i)).ToArray()),
        ];

        // Instants are rounded to 0.01 before the mean is taken here, and the mean is rounded once.
        decimal mean = instants.Average(instant => instant[0].Value.Value);
        minute[0].Value.Value.ShouldBe(mean, 0.01m);
        minute[0].Max.ShouldBe(instants.Max(instant => instant[0].Value.Value));
        minute[0].Converted.HasValue.ShouldBeTrue();
    }

    [Fact]
    public void An_interval_that_is_mostly_maintenance_carries_its_flag()
    {
        Fleet fleet = Fleet.City(7, new CityOptions(), grid: null);
        FleetEvent maintenance = fleet.Events.Single(happening => happening.Kind == FleetEventKind.Maintenance);
        Outlet outlet = fleet.Outlets.Single(candidate => candidate.Id == maintenance.Outlet);
        var model = new OutletModel(outlet, fleet.Events, Day.AddSeconds(36_000));

        // Maintenance from 09:50 to 10:40: 09:40 is normal, 09:50 is not; of the hour from 10:00 a third is normal.
        OutletReadings.Of(model, Commands.Minute, Day.AddSeconds(34_800))[0].Flag.ShouldBe(DataFlag.Normal);
        OutletReadings.Of(model, Commands.Minute, Day.AddSeconds(35_400))[0].Flag.ShouldBe(DataFlag.Maintenance);
        OutletReadings.Of(model, Commands.Hour, Day.AddSeconds(36_000))[0].Flag.ShouldBe(DataFlag.Maintenance);
    }

    static IEnumerable<FactorCode> Broken(OutletModel model, int command, BeijingTime at)
    {
        LimitPeriod[] periods = command switch
        {
            Commands.Hour => [LimitPeriod.Hour],
            Commands.Day => [LimitPeriod.Day],
            Commands.FurnaceTemperature => [LimitPeriod.FiveMinutes],
            _ => [LimitPeriod.Hour, LimitPeriod.FiveMinutes],
        };
        foreach (FactorField field in OutletReadings.Of(model, command, at))
        {
            Exact figure = field.Converted.HasValue ? field.Converted : field.Value;
            foreach (FactorLimit limit in model.Outlet.Point.Limits)
            {
                bool applies = periods.Contains(limit.Period) && Canonical(model.Outlet, field.Code) == limit.Factor;
                bool isBroken = (limit.Upper.HasValue && figure > limit.Upper)
                    || (limit.Lower.HasValue && figure < limit.Lower);
                if (applies && isBroken)
                    yield return limit.Factor;
            }
        }
    }

    /// <summary>Devices of 2005 write old codes, which share their order with the signals.</summary>
    static FactorCode Canonical(Outlet outlet, FactorCode code) =>
        outlet.Signals.Select(signal => signal.Factor)
            .FirstOrDefault(factor => factor == code || Hj212.Factors.FactorTable.Find(factor)?.OldCode == code);
}
