using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The limit in force for a factor and period: the strictest of the registration's and the policy's, all at the reference
/// oxygen of the point.
/// </summary>
public readonly record struct PointLimit(Exact Upper, Exact Lower, string? UpperClause, string? LowerClause)
{
    /// <summary>How <see cref="Upper"/> follows from a limit at another reference oxygen; null where it is as written.</summary>
    public LimitConversion? Conversion { get; init; }

    public bool IsSet => Upper.HasValue || Lower.HasValue;

    /// <summary>
    /// Strictly over the upper or under the lower bound; a value on the limit complies. Nothing is rounded before it is
    /// compared unless the policy says so.
    /// </summary>
    public bool IsBrokenBy(Exact figure, JudgeRounding rounding) =>
        (Upper.HasValue && AsCompared(figure, Conversion?.Written ?? Upper, rounding) > Upper)
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

    /// <summary>The arithmetic of <see cref="Conversion"/>, where that bound is the one that a figure is held against.</summary>
    public string ConversionFor(Exact figure) =>
        Conversion is { } conversion && !IsAboutLower(figure) ? $"; {conversion.Words}" : "";

    /// <summary>Clause and source of <see cref="BoundFor"/>.</summary>
    public string? ClauseFor(Exact figure) => IsAboutLower(figure) ? LowerClause : UpperClause;

    /// <summary>The limit for a mean of data of a time: a limit holds by the day of the data.</summary>
    public static PointLimit Of(
        PointState state, Policy policy, FactorCode factor, LimitPeriod period, BeijingTime dataTime) =>
        Of(state.Name, state.Limited, policy, factor, period, dataTime);

    /// <summary>The same by the name of a point and what is registered of it.</summary>
    public static PointLimit Of(
        TwinName name, PointRecord? record, Policy policy, FactorCode factor, LimitPeriod period, BeijingTime dataTime)
    {
        PointLimit limit = record is null ? default : Registered(record, factor, period, dataTime);
        Exact reference = default;
        foreach (PolicyLimit general in policy.Limits.Of(factor))
        {
            Exact bound = general.BoundOf(period);
            if (!bound.HasValue || !Holds(general, name, record, policy.Oxygen, dataTime))
                continue;
            if (general.ReferenceOxygen.HasValue && !reference.HasValue)
                reference = ReferenceOxygenOf(name, record, policy, factor, dataTime);
            LimitConversion? conversion =
                LimitConversion.Of(bound, general.ReferenceOxygen, reference, policy.Oxygen.AirPercent);
            limit = limit.Stricter(conversion, conversion?.Converted ?? bound, default, general.Clause);
        }

        return limit;
    }

    /// <summary>
    /// The strictest of the registered limits that hold for data of a time: those with the latest first day that has come, or
    /// the undated ones.
    /// </summary>
    static PointLimit Registered(PointRecord record, FactorCode factor, LimitPeriod period, BeijingTime dataTime)
    {
        var limit = new PointLimit();
        DateOnly? first = null;
        foreach (FactorLimit registered in record.Limits.AsSpan())
        {
            if (!registered.IsOf(factor, period))
                continue;
            if (registered.ValidFrom != first)
            {
                if (registered.ValidFrom is not { } day || day < first || day > dataTime.Date)
                    continue;
                (first, limit) = (day, default);
            }

            limit = limit.Stricter(
                conversion: null, registered.Upper, registered.Lower, registered.Clause ?? registered.Source);
        }

        return limit;
    }

    static bool Holds(
        PolicyLimit general, TwinName name, PointRecord? record, OxygenConversion oxygen, BeijingTime dataTime) =>
        general.HoldsAt(dataTime)
        && general.AppliesTo(name, record)
        && (oxygen.OtherReference == OtherReference.Convert
            || !general.ReferenceOxygen.HasValue
            || record is not { ReferenceOxygen: { HasValue: true } registered }
            || registered == general.ReferenceOxygen);

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
    public static Exact ReferenceOxygenOf(PointState state, Policy policy, FactorCode factor, BeijingTime dataTime) =>
        ReferenceOxygenOf(state.Name, state.Registration, policy, factor, dataTime);

    /// <summary>The same by the name of a point and what is registered of it.</summary>
    public static Exact ReferenceOxygenOf(
        TwinName name, PointRecord? record, Policy policy, FactorCode factor, BeijingTime dataTime)
    {
        if (record is { ReferenceOxygen: { HasValue: true } registered })
            return registered;
        foreach (PolicyLimit general in policy.Limits.Of(factor))
        {
            if (general.ReferenceOxygen.HasValue
                && general.HoldsAt(dataTime)
                && general.AppliesTo(name, record))
            {
                return general.ReferenceOxygen;
            }
        }

        return Exact.None;
    }

    /// <summary>
    /// The first limit of the policy for a factor of a point at another reference oxygen than the point is registered with;
    /// null where they agree, or the registration names none.
    /// </summary>
    public static PolicyLimit? AtOtherOxygen(
        TwinName name, PointRecord? record, Policy policy, FactorCode factor, BeijingTime dataTime)
    {
        if (record is not { ReferenceOxygen: { HasValue: true } registered })
            return null;
        foreach (PolicyLimit general in policy.Limits.Of(factor))
        {
            if (general.ReferenceOxygen.HasValue
                && general.ReferenceOxygen != registered
                && general.HoldsAt(dataTime)
                && general.AppliesTo(name, record))
            {
                return general;
            }
        }

        return null;
    }

    /// <summary>
    /// That the means of a factor, and its registered limit, are at another reference oxygen than the policy has; empty where
    /// they are not.
    /// </summary>
    public static string OtherOxygenInWords(
        TwinName name, PointRecord? record, Policy policy, FactorCode factor, BeijingTime dataTime) =>
        AtOtherOxygen(name, record, policy, factor, dataTime) is { } other
            ? $"; means and registered limits are taken at the {record!.ReferenceOxygen} % of oxygen that the point is "
                + $"registered with, {other.Clause} is written for {other.ReferenceOxygen} %"
            : "";

    bool IsAboutLower(Exact figure) => Lower.HasValue && (figure < Lower || !Upper.HasValue);

    PointLimit Stricter(LimitConversion? conversion, Exact upper, Exact lower, string? clause)
    {
        PointLimit limit = this;
        if (upper.HasValue && (!Upper.HasValue || upper < Upper))
            limit = limit with { Upper = upper, UpperClause = clause, Conversion = conversion };
        if (lower.HasValue && (!Lower.HasValue || lower > Lower))
            limit = limit with { Lower = lower, LowerClause = clause };
        return limit;
    }
}
