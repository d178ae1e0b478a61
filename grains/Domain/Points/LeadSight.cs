using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A natural day of one factor as the detectors see it, with what the point knows: means, flags, limit, oxygen, and the
/// companion that the policy names. A point knows no measuring range (量程), no most that a stopped plant may emit
/// (stop_flow_limit) and none of its like; the detectors that need these stay silent or take what is left to them.
/// </summary>
readonly ref struct LeadSight
{
    readonly DayPage? _page;
    readonly FactorDay? _day;
    readonly BeijingTime _start;
    readonly OxygenConversion _conversion;
    readonly Exact _limit;
    readonly Exact _maximum;
    readonly Exact _reference;
    readonly int _oxygen;
    readonly int _companion;

    public LeadSight(PointState state, DayPage? page, BeijingTime start, int factor, Policy policy)
    {
        FactorCode code = state.Factors[factor].Code;
        FactorCode companion = policy.Detectors.CompanionOf(code);
        bool isGas = Plausibility.IsConcentration(code);
        _page = page;
        _day = page?.Find(factor);
        _start = start;
        _conversion = policy.Oxygen;
        _limit = PointLimit.Of(state, policy, code, LimitPeriod.Hour, start).Upper;
        _maximum = policy.Points.Validity.MaximumOf(code);
        _reference = isGas ? PointLimit.ReferenceOxygenOf(state, policy, code, start) : default;
        _oxygen = isGas ? state.Find(policy.Oxygen.Factor) : -1;
        _companion = companion.IsEmpty ? -1 : state.Find(companion);
    }

    /// <summary>Entries behind an hour; 0 where nothing came.</summary>
    public (long First, long Last) EntriesOf(int hour) =>
        _day is null ? default : (_day.Hour(hour).FirstEntry, _day.Hour(hour).LastEntry);

    public HourSight Of(int hour)
    {
        var sight = new HourSight
        {
            Start = _start.AddSeconds(hour * BeijingTime.SecondsPerHour),
            Limit = _limit,
            RangeTop = _maximum,
        };
        if (_day is null)
            return sight;
        Exact oxygen = ValidOf(_oxygen, hour);
        (Exact value, Exact figure, DataFlag flag) = Shown(hour, oxygen);
        return sight with
        {
            Value = value,
            Figure = figure,
            Flag = flag,
            Oxygen = oxygen,
            Companion = ValidOf(_companion, hour),
            IsMarkedStopped = flag == DataFlag.Off,
            IsMarked = flag is DataFlag.Maintenance or DataFlag.Fault or DataFlag.Calibration,
        };
    }

    /// <summary>The mean that counts; else what was reported for the hour; else what its minutes show.</summary>
    (Exact Value, Exact Figure, DataFlag Flag) Shown(int hour, Exact oxygen)
    {
        MeanCell reported = _day!.Reported(hour);
        HourShown shown = _day.Shown(hour);
        MeanCell cell = _day.Hour(hour).IsValid || !reported.IsSet ? _day.Hour(hour) : reported;
        return cell.IsValid || reported.IsSet || !shown.IsSet
            ? (cell.Value, cell.Figure, cell.Flag)
            : (shown.Value, Converted(shown.Value, oxygen), shown.Flag);
    }

    Exact Converted(Exact value, Exact oxygen)
    {
        if (!_reference.HasValue || !value.HasValue)
            return value;
        bool isKnown = oxygen.HasValue && oxygen.Value < _conversion.GuardPercent;
        return isKnown && Exact.TryFrom(
            value.Value * (_conversion.AirPercent - _reference.Value) / (_conversion.AirPercent - oxygen.Value),
            out Exact converted)
            ? converted
            : default;
    }

    Exact ValidOf(int factor, int hour) =>
        factor >= 0 && _page?.Find(factor) is { } day && day.Hour(hour) is { IsValid: true } mean
            ? mean.Value
            : default;
}
