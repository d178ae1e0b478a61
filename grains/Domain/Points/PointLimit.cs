using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>The limit in force for a factor and period: the strictest of the registration's and the policy's.</summary>
public readonly record struct PointLimit(Exact Upper, Exact Lower, string? UpperClause, string? LowerClause)
{
    public bool IsSet => Upper.HasValue || Lower.HasValue;

    /// <summary>
    /// Strictly over the upper or under the lower bound; a value on the limit complies. Nothing is rounded before it is
    /// compared unless the policy says so.
    /// </summary>
    public bool IsBrokenBy(Exact figure, JudgeRounding rounding) =>
        (Upper.HasValue && AsCompared(figure, Upper, rounding) > Upper)
        || (Lower.HasValue && AsCompared(figure, Lower, rounding) < Lower);

    /// <summary>How far out of the bounds a figure lies, in its unit; negative within them, 0 without any.</summary>
    public decimal ExcessOf(Exact figure)
    {
        decimal? over = Upper.HasValue ? figure.Value - Upper.Value : null;
        decimal? under = Lower.HasValue ? Lower.Value - figure.Value : null;
        return over is null ? under ?? 0 : under is null ? over.Value : Math.Max(over.Value, under.Value);
    }

    static Exact AsCompared(Exact figure, Exact bound, JudgeRounding rounding) =>
        rounding == JudgeRounding.None || !figure.HasValue
            ? figure
            : decimal.Round(figure.Value, bound.Scale, MidpointRounding.ToEven);

    /// <summary>The bound that a figure breaks; of one that complies, the upper bound where there is one.</summary>
    public Exact BoundFor(Exact figure) => IsAboutLower(figure) ? Lower : Upper;

    /// <summary>The bound that a figure which complies is nearer to.</summary>
    public Exact NearerTo(Exact figure) =>
        Lower.HasValue && (!Upper.HasValue || figure.Value - Lower.Value < Upper.Value - figure.Value) ? Lower : Upper;

    /// <summary>Clause and source of <see cref="BoundFor"/>.</summary>
    public string? ClauseFor(Exact figure) => IsAboutLower(figure) ? LowerClause : UpperClause;

    /// <summary>The limit for a mean of data of a time: a limit holds by the day of the data.</summary>
    public static PointLimit Of(
        PointState state, Policy policy, FactorCode factor, LimitPeriod period, BeijingTime dataTime) =>
        Of(state.Name, state.Registration, policy, factor, period, dataTime);

    /// <summary>The same by the name of a point and what is registered of it.</summary>
    public static PointLimit Of(
        TwinName name, PointRecord? record, Policy policy, FactorCode factor, LimitPeriod period, BeijingTime dataTime)
    {
        var limit = new PointLimit();
        if (record is not null)
        {
            foreach (FactorLimit registered in record.Limits.AsSpan())
            {
                if (registered.Factor == factor && registered.Period == period)
                    limit = limit.Stricter(registered.Upper, registered.Lower, registered.Clause ?? registered.Source);
            }
        }

        foreach (PolicyLimit general in policy.Limits.Of(factor))
        {
            Exact bound = general.BoundOf(period);
            if (bound.HasValue && general.HoldsAt(dataTime) && general.AppliesTo(name, record))
                limit = limit.Stricter(bound, default, general.Clause);
        }

        return limit;
    }

    /// <summary>
    /// The limit for an hour: of one that a prevailing sample decides, the daily limit where there is no hourly one and
    /// the policy says so.
    /// </summary>
    public static PointLimit OfHour(PointState state, Policy policy, FactorCode factor, FactorDay? day, BeijingTime hour)
    {
        PointLimit limit = Of(state, policy, factor, LimitPeriod.Hour, hour);
        return !limit.IsSet && day?.Manual is { } manual && manual.Prevails(hour.HourOfDay)
            ? OfSample(state, policy, factor, hour)
            : limit;
    }

    /// <summary>The limit that a sample of an hour is held against.</summary>
    public static PointLimit OfSample(PointState state, Policy policy, FactorCode factor, BeijingTime hour)
    {
        PointLimit limit = Of(state, policy, factor, LimitPeriod.Hour, hour);
        return limit.IsSet || policy.Points.Manual.Limits == SampleLimits.Hour
            ? limit
            : Of(state, policy, factor, LimitPeriod.Day, hour);
    }

    /// <summary>
    /// The oxygen that a factor's means are converted to: the registration's, else that of the first limit of the policy
    /// that names one; none where nothing is converted.
    /// </summary>
    public static Exact ReferenceOxygenOf(PointState state, Policy policy, FactorCode factor, BeijingTime dataTime)
    {
        if (state.Registration is { ReferenceOxygen: { HasValue: true } registered })
            return registered;
        foreach (PolicyLimit general in policy.Limits.Of(factor))
        {
            if (general.ReferenceOxygen.HasValue
                && general.HoldsAt(dataTime)
                && general.AppliesTo(state.Name, state.Registration))
            {
                return general.ReferenceOxygen;
            }
        }

        return Exact.None;
    }

    bool IsAboutLower(Exact figure) => Lower.HasValue && (figure < Lower || !Upper.HasValue);

    PointLimit Stricter(Exact upper, Exact lower, string? clause)
    {
        PointLimit limit = this;
        if (upper.HasValue && (!Upper.HasValue || upper < Upper))
            limit = limit with { Upper = upper, UpperClause = clause };
        if (lower.HasValue && (!Lower.HasValue || lower > Lower))
            limit = limit with { Lower = lower, LowerClause = clause };
        return limit;
    }
}
