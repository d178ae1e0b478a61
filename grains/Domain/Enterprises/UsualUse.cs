using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What devices draw, or outlets let out, together on the natural days before an emergency order: of each day the median
/// of the hour sums that are above what counts as on, of all days the median. An hour is summed up where something is
/// known of every one of them. So those that take turns are used to what one of them does. Days under an order that stands
/// teach nothing: what one cut is not what the next is held against.
/// </summary>
sealed class UsualUse
{
    readonly EnterpriseDay[] _days;
    readonly ElectricityPolicy _policy;

    UsualUse(EnterpriseDay[] days, LearningDays learning, ElectricityPolicy policy) =>
        (_days, Learning, _policy) = (days, learning, policy);

    /// <summary>The days that it is learnt from.</summary>
    public LearningDays Learning { get; }

    public static UsualUse Before(EnterpriseState state, EmergencyOrder order, ElectricityPolicy policy)
    {
        LearningDays learning = LearningFrom.Orders(state, order.From.StartOfDay, policy.Baseline);
        return new UsualUse(
            [
                .. learning.Days.Select(day => state.Pages.Find(PageId.Day(BeijingTime.StartOf(day))))
                    .OfType<EnterpriseDay>(),
            ],
            learning, policy);
    }

    /// <summary>The pages of the days before an order that a policy may have looked at.</summary>
    public static IEnumerable<PageId> PagesBefore(EmergencyOrder order)
    {
        for (int before = 1; before <= PowerHistory.MostDaysLearnt; before++)
            yield return PageId.Day(order.From.StartOfDay.AddSeconds(-before * (long)BeijingTime.SecondsPerDay));
    }

    /// <summary>The outlets that told of a factor on these days.</summary>
    public IEnumerable<DeviceId> Telling(FactorCode factor) =>
        _days.SelectMany(day => day.Devices).Where(device => device.Factor == factor).Distinct();

    /// <summary>Whether enough is known of a device on enough of the days, be it on or off.</summary>
    public bool Knows(DeviceId device) =>
        _days.Count(day => HoursKnown(day, device) >= _policy.Baseline.FewestHours) >= _policy.Baseline.FewestDays;

    /// <summary>Of these devices together; none where too few days say enough.</summary>
    /// <param name="onAbove">An hour counts above this sum, in the unit of the devices.</param>
    public decimal? Of(IReadOnlyList<DeviceId> devices, decimal onAbove)
    {
        if (devices.Count == 0)
            return null;
        return BaselineRule.Of(
            [.. _days.Select(day => BaselineRule.OfDay([.. SumsOf(day, devices)], onAbove))], _policy.Baseline);
    }

    int HoursKnown(EnterpriseDay day, DeviceId device)
    {
        int known = 0;
        for (int hour = 0; hour < DeviceDay.Hours; hour++)
            known += UseOf(day, device, hour).HasValue ? 1 : 0;
        return known;
    }

    IEnumerable<decimal> SumsOf(EnterpriseDay day, IReadOnlyList<DeviceId> devices)
    {
        for (int hour = 0; hour < DeviceDay.Hours; hour++)
        {
            Exact[] uses = [.. devices.Select(device => UseOf(day, device, hour))];
            if (Array.TrueForAll(uses, use => use.HasValue))
                yield return uses.Sum(use => use.Value);
        }
    }

    Exact UseOf(EnterpriseDay day, DeviceId device, int hour) =>
        day.FindDevice(device)?.UseOf(hour, _policy.Order.Stopped) ?? Exact.None;
}
