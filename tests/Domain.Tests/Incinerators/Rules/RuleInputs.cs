using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

static class RuleInputs
{
    public static readonly BeijingTime Day = BeijingTime.Of(2026, 7, 20);
    public static readonly Policy Policy = PolicyFile.National;
    public static readonly FurnacePolicy Furnace = Policy.Furnace;

    /// <summary>An event may last as long as its budget.</summary>
    public static readonly FurnacePolicy WithoutEvents = Furnace with
    {
        Budget = Furnace.Budget with
        {
            Year = Furnace.Budget.Year.Select(budget => budget with { EventHours = default }).ToValueList(),
        },
    };

    public static readonly long[] Unused = [0, 0];

    public static BeijingTime At(int hour, int minute = 0, int second = 0) =>
        Day.AddSeconds(hour * 3600 + minute * 60 + second);

    public static Mark Mark(MarkCode code, BeijingTime start, BeijingTime end, string id = "m") => new()
    {
        Id = id,
        Code = code,
        Start = start,
        End = end,
        Source = MarkSource.Enterprise,
        Author = "plant",
    };

    public static ToldMean Mean(decimal value, DataFlag flag = DataFlag.Normal) => new(value, flag);

    public static ToldMean[] Hours(decimal value, int count = 24)
    {
        var hours = new ToldMean[24];
        Array.Fill(hours, Mean(value), 0, count);
        return hours;
    }

    /// <summary>Takes marks as made on their own first day.</summary>
    public static MarkSet Set(params Mark[] marks)
    {
        var set = new MarkSet();
        foreach (Mark mark in marks)
            set.Take(mark, mark.Start, entry: 1);
        return set;
    }
}
