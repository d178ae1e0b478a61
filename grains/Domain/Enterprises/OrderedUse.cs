using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What production devices draw, or outlets let out, in the hours of an emergency order on a natural day, and are used to.
/// </summary>
/// <param name="Observed">Sum of the devices' means of their hour means in the order.</param>
/// <param name="Usual">Sum of their baselines before the order.</param>
/// <param name="Hours">Hours that the device with the most of them has a mean of; 0 where no device counts.</param>
/// <param name="Unlearned">Devices without a baseline: they count on neither side.</param>
/// <param name="Unseen">Devices with fewer hour means than the policy needs; nor do they.</param>
sealed record OrderedUse(
    decimal Observed, decimal Usual, int Hours, IReadOnlyList<DeviceId> Unlearned, IReadOnlyList<DeviceId> Unseen)
{
    public static bool Holds(EmergencyOrder order, BeijingTime dayStart, BeijingTime dayEnd) =>
        !order.IsLifted && order.To > dayStart && order.From < dayEnd;

    public static OrderedUse Of(
        EnterpriseState state, EnterpriseDay? page, EmergencyOrder order, IEnumerable<DeviceId> devices,
        ElectricityPolicy policy)
    {
        decimal observed = 0, usual = 0;
        int hours = 0;
        List<DeviceId> unlearned = [], unseen = [];
        foreach (DeviceId device in devices)
        {
            decimal? baseline = state.Power.BaselineOf(device, order.From.StartOfDay, policy.Baseline);
            (decimal mean, int counted) = page?.FindDevice(device)?.MeanOf(page.Start, order.From, order.To) ?? default;
            if (page?.FindDevice(device) is null || (baseline is not null && counted < policy.Order.FewestHours))
            {
                unseen.Add(device);
                continue;
            }

            if (baseline is not { } learned)
            {
                unlearned.Add(device);
                continue;
            }

            observed += mean;
            usual += learned;
            hours = Math.Max(hours, counted);
        }

        return new OrderedUse(observed, usual, hours, unlearned, unseen);
    }
}
