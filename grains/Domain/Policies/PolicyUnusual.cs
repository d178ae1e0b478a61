using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Policies;

/// <summary>What of a policy is possible and seldom meant: worth a warning, and no fault, as a law to come may want it.</summary>
public static class PolicyUnusual
{
    const int YearsAhead = 10;

    /// <summary>HJ 212-2017: minute data may come every ten minutes, and nothing else need come.</summary>
    const int TenMinutes = 600;

    const decimal LargeTolerance = 0.2m;
    const decimal LargeRatio = 10;

    /// <param name="document">Sound.</param>
    /// <param name="today">The natural day, Beijing time, that it is looked at.</param>
    public static IEnumerable<PolicyFault> In(PolicyDocument document, DateOnly today) =>
        Of(document.Policy, today).Select(unusual => document.FaultAt(unusual.Path, unusual.Reason));

    static IEnumerable<(string Path, string Reason)> Of(Policy policy, DateOnly today)
    {
        foreach ((string path, DateOnly day) in PolicyDays.Named(policy))
        {
            if (day > today.AddYears(YearsAhead))
                yield return (path, $"is more than {YearsAhead} years ahead");
        }

        if (policy.Link.SilentAfterSeconds < TenMinutes)
        {
            yield return (
                "link.silentAfterSeconds",
                $"is below {TenMinutes}: a device that sends every ten minutes would be silent in between");
        }

        if (policy.Electricity.Order.Tolerance > LargeTolerance)
        {
            yield return (
                "electricity.order.tolerance", "is large: an order to cut by no more is kept by whoever cuts nothing");
        }

        if (policy.Electricity.Night.Ratio > LargeRatio)
            yield return ("electricity.night.ratio", "is large: no device that also runs by day uses so much more by night");
    }
}
