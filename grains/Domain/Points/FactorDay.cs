using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>One factor's natural day: hours as reported and as computed, the day as reported and as computed.</summary>
public sealed class FactorDay
{
    public const int Hours = 24;

    /// <summary>In the bits of the hours that have means: hours are void by marks.</summary>
    const uint HasVoidHours = 1u << Hours;

    /// <summary>Likewise: hours were sampled by hand.</summary>
    const uint HasManualHours = 1u << (Hours + 1);

    /// <summary>Likewise: the furnace of the outlet has told a verdict.</summary>
    const uint HasFurnaceVerdict = 1u << (Hours + 2);

    /// <summary>Likewise: the mean told for the day counts though hours are void.</summary>
    const uint HasDecidingMean = 1u << (Hours + 3);

    readonly MeanCell[] _reported = new MeanCell[Hours];
    readonly MeanCell[] _computed = new MeanCell[Hours];
    readonly Exact[] _found = new Exact[Hours];
    readonly HourCount[] _counts = new HourCount[Hours];
    HourShown[]? _shown;
    MeanCell[]? _voided;

    /// <summary>Hours that do not count by marks, a bit each.</summary>
    public uint VoidHours;

    /// <summary>For how many seconds of each hour marks make void what is measured; null where they void no hour.</summary>
    public int[]? VoidSeconds;

    /// <summary>What manual monitoring measured; null where it did not.</summary>
    public ManualHours? Manual;

    /// <summary>
    /// The mean that the device tells for the day alone decides whatever it has in it of void hours, by the limit that it was
    /// judged by: <see cref="ToldDayRule"/>. False without void hours.
    /// </summary>
    public bool IsDecidedByTold;

    public MeanCell ReportedDay;
    public MeanCell ComputedDay;

    /// <summary>The figure of the day's finding in force; none without one.</summary>
    public Exact FoundDay;

    /// <summary>What the furnace of the outlet judged the day as; not judged before it told anything.</summary>
    public VerdictKind FurnaceVerdict;

    /// <summary>The day has been judged and its mean told: at its end, or when the device reported it.</summary>
    public bool IsDayJudged;

    /// <summary>The day has been counted for the transmission rate, when it was settled.</summary>
    public bool IsCounted;

    /// <summary>What it was counted as; all zero before.</summary>
    public TransmissionCounts Counted;

    /// <summary>The rate of the finding on transmission in force; none without one.</summary>
    public Exact FoundRate;

    /// <summary>What came, hour by hour.</summary>
    public ReadOnlySpan<HourCount> Counts => _counts;

    public ref HourCount Count(int hour) => ref _counts[hour];

    /// <summary>What the hour shows where its computed mean does not count.</summary>
    public HourShown Shown(int hour) => _shown is { } shown ? shown[hour] : default;

    public void Show(int hour, HourShown shown)
    {
        if (shown.IsSet)
            _shown ??= new HourShown[Hours];
        if (_shown is not null)
            _shown[hour] = shown;
    }

    public ref MeanCell Reported(int hour) => ref _reported[hour];

    public ref MeanCell Computed(int hour) => ref _computed[hour];

    /// <summary>The figure of the hour's finding in force; none without one.</summary>
    public ref Exact Found(int hour) => ref _found[hour];

    /// <summary>
    /// The hour that counts: a sample that prevails or stands in (<see cref="SampleRules"/>), else the automatic one.
    /// </summary>
    public ref readonly MeanCell Hour(int hour)
    {
        ref readonly MeanCell automatic = ref Automatic(hour);
        if (Manual is { } manual && manual.Counts(hour, automatic.IsValid))
            return ref manual[hour];
        return ref automatic;
    }

    /// <summary>
    /// The automatic hour: the device's own where it is valid, else the one computed here; neither under a mark that
    /// voids it.
    /// </summary>
    public ref readonly MeanCell Automatic(int hour)
    {
        ref readonly MeanCell unmarked = ref Unmarked(hour);
        if ((VoidHours >> hour & 1) == 0 || !unmarked.IsValid)
            return ref unmarked;
        _voided ??= new MeanCell[Hours];
        _voided[hour] = unmarked;
        _voided[hour].Cause = VoidCause.Marked;
        return ref _voided[hour];
    }

    /// <summary>The automatic hour that would count without marks.</summary>
    public ref readonly MeanCell Unmarked(int hour)
    {
        if (_reported[hour].IsValid || !_computed[hour].IsSet)
            return ref _reported[hour];
        return ref _computed[hour];
    }

    /// <summary>
    /// The day that counts, by the same rule. The device's own has in it what marks make void: then only the mean of the
    /// other hours counts (修正值), and so for the automatic value of an hour in which a sample prevails. Told alone it counts
    /// where it decides all the same: <see cref="IsDecidedByTold"/>. Where samples alone are in its way it is what was told, and
    /// who judges it knows of them: <see cref="DayFigures"/>.
    /// </summary>
    public MeanCell Day
    {
        get
        {
            if (Manual is { AnyPrevails: true } && ComputedDay.IsValid)
                return ComputedDay;
            if (VoidHours == 0 || IsDecidedByTold)
                return ReportedDay.IsValid || !ComputedDay.IsSet ? ReportedDay : ComputedDay;
            if (ComputedDay.IsSet)
                return ComputedDay;
            MeanCell day = ReportedDay;
            day.Cause = day.IsValid ? VoidCause.Marked : day.Cause;
            return day;
        }
    }

    /// <summary>Hours that are void by marks or have a mean that counts.</summary>
    public int HoursKnown
    {
        get
        {
            int count = 0;
            for (int hour = 0; hour < Hours; hour++)
                count += (VoidHours >> hour & 1) != 0 || Hour(hour).IsValid ? 1 : 0;
            return count;
        }
    }

    /// <summary>Whether any automatic hour came, valid or not, that no sample prevails over.</summary>
    public bool HasHours
    {
        get
        {
            uint prevailing = Manual?.Prevailing ?? 0;
            bool has = false;
            for (int hour = 0; hour < Hours; hour++)
                has |= (prevailing >> hour & 1) == 0 && (_reported[hour].IsSet || _computed[hour].IsSet);
            return has;
        }
    }

    public int HoursFound
    {
        get
        {
            int count = 0;
            foreach (Exact found in _found)
                count += found.HasValue ? 1 : 0;
            return count;
        }
    }

    public void Write(EntryWriter writer)
    {
        uint used = 0;
        for (int hour = 0; hour < Hours; hour++)
        {
            if (_reported[hour].IsSet || _computed[hour].IsSet)
                used |= 1u << hour;
        }

        used |= Manual?.Sampled ?? 0;
        uint parts = (VoidHours != 0 ? HasVoidHours : 0) | (IsDecidedByTold ? HasDecidingMean : 0) | (Manual is not null ? HasManualHours : 0)
            | (FurnaceVerdict != VerdictKind.NotJudged ? HasFurnaceVerdict : 0);
        writer.Unsigned(used | parts);
        if (VoidHours != 0)
            writer.Unsigned(VoidHours);
        for (uint rest = VoidHours; rest != 0; rest &= rest - 1)
            writer.Int(VoidSeconds![BitOperations.TrailingZeroCount(rest)]);
        Manual?.Write(writer);
        if (FurnaceVerdict != VerdictKind.NotJudged)
            writer.Byte((byte)FurnaceVerdict);
        for (uint rest = used; rest != 0; rest &= rest - 1)
        {
            int hour = BitOperations.TrailingZeroCount(rest);
            _reported[hour].Write(writer);
            _computed[hour].Write(writer);
            writer.Exact(_found[hour]);
            writer.Bool(_counts[hour].IsSet);
            if (_counts[hour].IsSet)
                _counts[hour].Write(writer);
            Shown(hour).Write(writer);
        }

        ReportedDay.Write(writer);
        ComputedDay.Write(writer);
        writer.Exact(FoundDay);
        writer.Bool(IsDayJudged);
        writer.Bool(IsCounted);
        if (!IsCounted)
            return;
        Counted.Write(writer);
        writer.Exact(FoundRate);
    }

    public static FactorDay Read(ref EntryReader reader)
    {
        var day = new FactorDay();
        uint used = (uint)reader.UnsignedUpTo(uint.MaxValue);
        if ((used & HasVoidHours) != 0)
        {
            day.VoidHours = (uint)reader.UnsignedUpTo(HasVoidHours - 1);
            day.VoidSeconds = new int[Hours];
            for (uint rest = day.VoidHours; rest != 0; rest &= rest - 1)
                day.VoidSeconds[BitOperations.TrailingZeroCount(rest)] = reader.Int();
        }

        if ((used & HasManualHours) != 0)
            day.Manual = ManualHours.Read(ref reader);
        if ((used & HasFurnaceVerdict) != 0)
            day.FurnaceVerdict = (VerdictKind)reader.Byte();
        day.IsDecidedByTold = (used & HasDecidingMean) != 0;
        used &= ~(HasVoidHours | HasManualHours | HasFurnaceVerdict | HasDecidingMean);

        for (uint rest = used; rest != 0; rest &= rest - 1)
        {
            int hour = BitOperations.TrailingZeroCount(rest);
            if (hour >= Hours)
                throw new InvalidDataException($"A day has no hour {hour}.");
            day._reported[hour] = MeanCell.Read(ref reader);
            day._computed[hour] = MeanCell.Read(ref reader);
            day._found[hour] = reader.Exact();
            day._counts[hour] = reader.Bool() ? HourCount.Read(ref reader) : default;
            day.Show(hour, HourShown.Read(ref reader));
        }

        day.ReportedDay = MeanCell.Read(ref reader);
        day.ComputedDay = MeanCell.Read(ref reader);
        day.FoundDay = reader.Exact();
        day.IsDayJudged = reader.Bool();
        day.IsCounted = reader.Bool();
        if (!day.IsCounted)
            return day;
        day.Counted = TransmissionCounts.Read(ref reader);
        day.FoundRate = reader.Exact();
        return day;
    }
}
