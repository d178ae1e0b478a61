using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What production devices draw, or outlets let out, in the hours of an emergency order on a natural day, and are used to.
/// </summary>
/// <param name="Observed">Sum of the devices' means of their hours in the order.</param>
/// <param name="Usual">What the same devices do together on the days before; none where too few days tell.</param>
/// <param name="Hours">Hours that the device with the most of them has; 0 where no device counts.</param>
/// <param name="Unlearned">Devices of which too little is known before the order: they count on neither side.</param>
/// <param name="Unseen">Devices with fewer hours than the policy needs; nor do they.</param>
/// <param name="Still">Devices with hours at a standstill that count as zero, and those hours of the day, a bit each.</param>
/// <param name="Learning">The days before that the usual is learnt from.</param>
sealed record OrderedUse(
    decimal Observed, Exact Usual, int Hours, IReadOnlyList<DeviceId> Unlearned, IReadOnlyList<DeviceId> Unseen,
    IReadOnlyList<(DeviceId Device, uint Hours)> Still, LearningDays Learning)
{
    public static bool Holds(EmergencyOrder order, BeijingTime dayStart, BeijingTime dayEnd) =>
        !order.IsLifted && order.To > dayStart && order.From < dayEnd;

    public static OrderedUse Of(
        EnterpriseState state, EnterpriseDay? page, EmergencyOrder order, OrderMeasure measure, ElectricityPolicy policy)
    {
        var before = UsualUse.Before(state, order, policy);
        decimal observed = 0;
        int hours = 0;
        List<DeviceId> unlearned = [], unseen = [], counted = [];
        List<(DeviceId, uint)> still = [];
        foreach (DeviceId device in measure.DevicesBeside(before))
        {
            DeviceUse? use = page?.FindDevice(device)?.UseIn(page.Start, order.From, order.To, policy.Order.Stopped);
            bool isKnown = before.Knows(device);
            if (use is not { } seen || (isKnown && seen.Hours < policy.Order.FewestHours))
            {
                unseen.Add(device);
                continue;
            }

            if (!isKnown)
            {
                unlearned.Add(device);
                continue;
            }

            counted.Add(device);
            observed += seen.Mean;
            hours = Math.Max(hours, seen.Hours);
            if (seen.Still != 0)
                still.Add((device, seen.Still));
        }

        Exact usual = before.Of(counted, measure.OnAboveBy(policy)) is { } learnt ? Exact.Computed(learnt) : Exact.None;
        return new OrderedUse(observed, usual, hours, unlearned, unseen, still, before.Learning);
    }

    /// <summary>What the order leaves, and whether more was used; none where nothing can be judged.</summary>
    public OrderVerdict? HeldAgainst(EmergencyOrder order, EmergencyCut rule) =>
        Usual.HasValue ? OrderRule.Of(Observed, Usual.Value, order.Cut.Value, rule) : null;
}
