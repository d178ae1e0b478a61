using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 标记与超标重合: in a natural month, the hours over the limit and the hours that marks or maintenance flags take out of
/// judgement are nearly the same hours, over several separate exceedances. Maintenance that is honest knows nothing of
/// the limit. Values under a mark count with what they show.
/// </summary>
public struct MarksOverlap : IDetector<MarksOverlap>
{
    const string Section = "detectors.marks";

    int _month;
    int _last;
    int _first;
    int _exceedances;
    int _over;
    int _marked;
    int _both;
    bool _wasOver;
    bool _stands;

    public static string Rule => "data.marks";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        Lead? monthOver = Turn(in hour, policy.Marks);
        _last = hour.Number;
        if (hour.Limit.HasValue && hour.Figure.HasValue)
            Count(hour.Figure > hour.Limit, hour.IsMarked, hour.Number);
        else
            _wasOver = false;
        return monthOver ?? Judge(policy.Marks);
    }

    void Count(bool isOver, bool isMarked, int number)
    {
        if (isOver && !_wasOver)
            _exceedances++;
        if (isOver && _first == 0)
            _first = number;
        _wasOver = isOver;
        _over += isOver ? 1 : 0;
        _marked += isMarked ? 1 : 0;
        _both += isOver && isMarked ? 1 : 0;
    }

    Lead? Judge(MarksPolicy policy)
    {
        int either = _over + _marked - _both;
        bool isOver = _stands && _both < policy.OverlapToClear * either;
        bool isRaised = !_stands && _exceedances >= policy.LeastExceedances && _both >= policy.LeastHours
            && _both >= policy.Overlap * either;
        if (!isOver && !isRaised)
            return null;
        _stands = isRaised;
        Lead lead = Lead(isOver, policy);
        // Another one in the same month begins with a later exceedance, and is not this one raised again.
        _first = isOver ? 0 : _first;
        return lead;
    }

    public readonly LeadTally Tally(in MarksOverlap before, in HourSight hour, DetectorPolicy policy)
    {
        MarksPolicy marks = policy.Marks;
        int either = _over + _marked - _both;
        decimal overlap = either == 0 ? 0 : (decimal)_both / either;
        bool isKnown = hour.Limit.HasValue && hour.Figure.HasValue;
        bool isBoth = isKnown && hour.IsMarked && hour.Figure > hour.Limit;
        decimal reached = Math.Min(
            Math.Min((decimal)_exceedances / marks.LeastExceedances, (decimal)_both / marks.LeastHours),
            overlap / marks.Overlap);
        return new LeadTally
        {
            Rule = Rule,
            Hour = hour.Start,
            Oddity = !isKnown ? Oddity.Unknown : isBoth ? Oddity.Odd : Oddity.None,
            Counted = _both,
            Reached = Math.Min(1, reached),
            Why = isKnown ? Stood(decimal.Round(overlap, 4), marks)
                : hour.Limit.HasValue ? "the hour has no figure"
                : "no limit holds for the hour",
            More = Invariant($"at least {marks.LeastExceedances} exceedances in the month, {marks.LeastHours} hours over ")
                + Invariant($"and marked, and {marks.Overlap} of the hours over or marked both"),
            Figures =
            [
                new("overlap", decimal.Round(overlap, 4)),
                .. Figures(marks),
            ],
        };
    }

    readonly string Stood(decimal overlap, MarksPolicy policy) =>
        Invariant($"of {_over} hours over the limit in {_exceedances} exceedances and {_marked} marked hours of ")
        + Invariant($"the month, {_both} are both: overlap {overlap}, {policy.Overlap} is a lead");

    readonly ValueList<FindingFigure> Figures(MarksPolicy policy) =>
    [
        new("hours over", (decimal)_over, "h"),
        new("exceedances", (decimal)_exceedances),
        new("hours marked", (decimal)_marked, "h"),
        new("hours both", (decimal)_both, "h"),
        new(Section + ".overlap", policy.Overlap),
        new(Section + ".leastExceedances", (decimal)policy.LeastExceedances),
        new(Section + ".leastHours", (decimal)policy.LeastHours, "h"),
    ];

    /// <summary>A month begins with nothing; a lead of the month before is over, its figures being final.</summary>
    Lead? Turn(in HourSight hour, MarksPolicy policy)
    {
        DateOnly date = hour.Start.Date;
        int month = date.Year * 12 + date.Month;
        if (month == _month)
            return null;
        Lead? over = _stands ? Lead(isOver: true, policy) : null;
        this = new MarksOverlap { _month = month };
        return over;
    }

    readonly Lead Lead(bool isOver, MarksPolicy policy)
    {
        int either = _over + _marked - _both;
        decimal overlap = decimal.Round((decimal)_both / either, 4);
        return new Lead(
            Rule, isOver, HourSight.TimeOf(_first), HourSight.TimeOf(_last + 1), overlap, policy.Overlap,
            Stood(overlap, policy), Figures(policy));
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(_month);
        if (_month == 0)
            return;
        writer.Int(_last);
        writer.Int(_first == 0 ? 0 : _last - _first + 1);
        writer.Int(_exceedances);
        writer.Int(_over);
        writer.Int(_marked);
        writer.Int(_both);
        writer.Bool(_wasOver);
        writer.Bool(_stands);
    }

    public static MarksOverlap Read(ref EntryReader reader)
    {
        var read = new MarksOverlap { _month = reader.Int() };
        if (read._month == 0)
            return read;
        read._last = reader.Int();
        int first = reader.Int();
        read._first = first == 0 ? 0 : read._last - first + 1;
        read._exceedances = reader.Int();
        read._over = reader.Int();
        read._marked = reader.Int();
        read._both = reader.Int();
        read._wasOver = reader.Bool();
        read._stands = reader.Bool();
        return read;
    }
}
