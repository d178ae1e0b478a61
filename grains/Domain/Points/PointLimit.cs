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
        var limit = new PointLimit();
        if (record is not null)
        {
            DateOnly? first = FirstDayOf(record, factor, period, dataTime);
            foreach (FactorLimit registered in record.Limits.AsSpan())
            {
                if (registered.IsOf(factor, period) && registered.ValidFrom == first)
                {
                    limit = limit.Stricter(
                        conversion: null, registered.Upper, registered.Lower, registered.Clause ?? registered.Source);
                }
            }
        }

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

    /// <summary>The first day of the registered limits that hold for data of a time; none where undated ones do.</summary>
    static DateOnly? FirstDayOf(PointRecord record, FactorCode factor, LimitPeriod period, BeijingTime dataTime)
    {
        DateOnly? first = null;
        foreach (FactorLimit registered in record.Limits.AsSpan())
        {
            if (registered.IsOf(factor, period)
                && registered.ValidFrom is { } day
                && day <= dataTime.Date
                && (first is null || day > first))
            {
                first = day;
            }
        }

        return first;
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
