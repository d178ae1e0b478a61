using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A natural day of one factor as the detectors see it, with what the point knows: means, flags, marks, limit, oxygen,
/// and the companion that the policy names. An hour under a mark shows what it would have been without. A stop (停运) is
/// marked on the furnace and known to the point by flag F alone. Of outlets like it a point knows what its enterprise has
/// told of the day. It knows no measuring range (量程) and no most that a stopped plant may emit (stop_flow_limit); the
/// detectors that need what is not known stay silent or take what is left to them.
/// </summary>
readonly ref struct LeadSight
{
    readonly DayPage? _page;
    readonly FactorDay? _day;
    readonly BeijingTime _start;
    readonly OxygenConversion _conversion;
    readonly Exact _limit;
    readonly ValidityPolicy _validity;
    readonly Exact _maximum;
    readonly Exact _reference;
    readonly int _oxygen;
    readonly int _companion;
    readonly ReadOnlySpan<Exact> _peers;
    readonly uint _marked;
    readonly uint _oxygenMarked;
    readonly uint _companionMarked;

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
        _validity = policy.Points.Validity;
        _maximum = _validity.MaximumOf(code);
        _reference = isGas ? PointLimit.ReferenceOxygenOf(state, policy, code, start) : default;
        _oxygen = isGas ? state.Find(policy.Oxygen.Factor) : -1;
        _companion = companion.IsEmpty ? -1 : state.Find(companion);
        _peers = page is null ? [] : page.PeersOf(code);
        _marked = MarkedHours(state, start, code, policy);
        _oxygenMarked = _oxygen < 0 ? 0 : MarkedHours(state, start, policy.Oxygen.Factor, policy);
        _companionMarked = _companion < 0 ? 0 : MarkedHours(state, start, companion, policy);
    }

    /// <summary>Entries behind an hour; 0 where nothing came.</summary>
    public (long First, long Last) EntriesOf(int hour) =>
        _day is null ? default : (_day.Unmarked(hour).FirstEntry, _day.Unmarked(hour).LastEntry);

    public HourSight Of(int hour)
    {
        BeijingTime start = _start.AddSeconds(hour * BeijingTime.SecondsPerHour);
        bool isMarked = IsIn(_marked, hour);
        if (_day is null)
            return new HourSight { Start = start, Limit = _limit, RangeTop = _maximum, IsMarked = isMarked };
        Exact oxygen = ValidOf(_oxygen, hour);
        (Exact value, Exact figure, DataFlag flag) = Shown(hour, oxygen);
        return new HourSight
        {
            Start = start,
            Value = value,
            Figure = figure,
            Flag = flag,
            Limit = _limit,
            RangeTop = _maximum,
            Oxygen = IsIn(_oxygenMarked, hour) ? default : oxygen,
            Companion = IsIn(_companionMarked, hour) ? default : ValidOf(_companion, hour),
            Peers = _peers.IsEmpty ? default : _peers[hour],
            IsMarkedStopped = flag == DataFlag.Off,
            IsMarked = isMarked || flag.IsOfInstrument(),
        };
    }

    static uint MarkedHours(PointState state, BeijingTime day, FactorCode factor, Policy policy) =>
        MarkRules.HoursUnder(PointMarking.Excusing(state, day, factor, policy), day, policy.Points.Marks);

    static bool IsIn(uint hours, int hour) => (hours >> hour & 1) != 0;

    /// <summary>The mean that counts, marks apart; else what was reported for the hour; else what its minutes show.</summary>
    (Exact Value, Exact Figure, DataFlag Flag) Shown(int hour, Exact oxygen)
    {
        ref readonly MeanCell counted = ref _day!.Unmarked(hour);
        if (counted.IsValid)
            return (counted.Value, counted.Figure, counted.Flag);
        ref readonly MeanCell reported = ref _day.Reported(hour);
        if (reported.IsSet)
            return (reported.Value, reported.Figure, _validity.Told(reported.Flag));
        HourShown shown = _day.Shown(hour);
        return shown.IsSet
            ? (shown.Value, Converted(shown.Value, oxygen), shown.Flag)
            : (counted.Value, counted.Figure, counted.Flag);
    }

    Exact Converted(Exact value, Exact oxygen)
    {
        if (!_reference.HasValue || !value.HasValue)
            return value;
        if (!oxygen.HasValue)
            return default;
        if (oxygen.Value >= _conversion.GuardPercent)
            return _conversion.GuardMode == OxygenGuardMode.Unconverted ? value : default;
        return Exact.TryFrom(
            value.Value * (_conversion.AirPercent - _reference.Value) / (_conversion.AirPercent - oxygen.Value),
            out Exact converted)
            ? converted
            : default;
    }

    Exact ValidOf(int factor, int hour)
    {
        if (factor < 0 || _page?.Find(factor) is not { } day)
            return default;
        ref readonly MeanCell mean = ref day.Unmarked(hour);
        return mean.IsValid ? mean.Value : default;
    }
}
