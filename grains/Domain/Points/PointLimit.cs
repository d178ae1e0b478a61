using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Points;

/// <summary>The limit in force for a factor and period: the strictest of the registration's and the policy's.</summary>
public readonly record struct PointLimit(Exact Upper, Exact Lower, string? Clause)
{
    public bool IsSet => Upper.HasValue || Lower.HasValue;

    /// <summary>Strictly over the upper or under the lower bound; a value on the limit complies.</summary>
    public bool IsBrokenBy(Exact figure) =>
        (Upper.HasValue && figure > Upper) || (Lower.HasValue && figure < Lower);

    /// <summary>The bound that a figure breaks.</summary>
    public Exact BoundFor(Exact figure) => Lower.HasValue && figure < Lower ? Lower : Upper;

    public static PointLimit Of(PointState state, Policy policy, FactorCode factor, LimitPeriod period)
    {
        var limit = new PointLimit();
        if (state.Registration is { } record)
        {
            foreach (FactorLimit registered in record.Limits.AsSpan())
            {
                if (registered.Factor == factor && registered.Period == period)
                    limit = limit.Stricter(registered.Upper, registered.Lower, registered.Clause ?? registered.Source);
            }
        }

        foreach (PolicyLimit general in policy.Limits)
        {
            decimal? upper = period == LimitPeriod.Hour ? general.Hour : period == LimitPeriod.Day ? general.Day : null;
            if (upper is { } bound && general.Factor == factor && AppliesTo(general, state.Name))
                limit = limit.Stricter(Exact.From(bound), default, general.Clause);
        }

        return limit;
    }

    PointLimit Stricter(Exact upper, Exact lower, string? clause)
    {
        bool tightens = (upper.HasValue && (!Upper.HasValue || upper < Upper))
            || (lower.HasValue && (!Lower.HasValue || lower > Lower));
        return tightens
            ? new PointLimit(
                upper.HasValue && (!Upper.HasValue || upper < Upper) ? upper : Upper,
                lower.HasValue && (!Lower.HasValue || lower > Lower) ? lower : Lower,
                clause)
            : this;
    }

    static bool AppliesTo(PolicyLimit limit, TwinName name)
    {
        string system = name.Id[(name.Id.LastIndexOf('-') + 1)..];
        foreach (string applies in limit.Systems)
        {
            if (applies == system)
                return true;
        }

        return false;
    }
}
