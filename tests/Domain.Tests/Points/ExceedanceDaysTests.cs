using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Points;

public sealed class ExceedanceDaysTests
{
    static readonly int NewYear = BeijingTime.DayNumberOf(new DateOnly(2026, 1, 1));

    [Fact]
    public void Counts_are_those_of_a_set_of_days_across_the_end_of_a_year() =>
        Gen.Select(Gen.Int[NewYear - 90, NewYear + 30], Gen.Bool).Array[0, 60].Sample(marks =>
        {
            var days = new ExceedanceDays();
            var model = new HashSet<int>();
            foreach ((int day, bool exceeded) in marks)
            {
                days.Mark(day, exceeded);
                _ = exceeded ? model.Add(day) : model.Remove(day);
            }

            for (int today = NewYear - 90; today <= NewYear + 40; today++)
            {
                BeijingTime now = BeijingTime.StartOf(today).AddSeconds(3600);
                DateOnly date = now.Date;
                days.InLast30(today).ShouldBe(model.Count(day => day > today - 30 && day <= today));
                days.InMonth(now).ShouldBe(model.Count(day =>
                    day <= today && DateOf(day).Year == date.Year && DateOf(day).Month == date.Month));
                days.InQuarter(now).ShouldBe(model.Count(day =>
                    day <= today
                        && DateOf(day).Year == date.Year
                        && (DateOf(day).Month - 1) / 3 == (date.Month - 1) / 3));
                days.Contains(today).ShouldBe(model.Contains(today));
            }
        });

    [Fact]
    public void The_order_of_marking_does_not_show() =>
        Gen.Int[0, 400].HashSet[0, 40].SelectMany(set => Gen.Shuffle(set.ToArray()).Select(shuffled => (set, shuffled)))
            .Sample(sample =>
            {
                var inOrder = new ExceedanceDays();
                foreach (int day in sample.set.Order())
                    inOrder.Mark(NewYear + day, exceeded: true);
                var shuffled = new ExceedanceDays();
                foreach (int day in sample.shuffled)
                    shuffled.Mark(NewYear + day, exceeded: true);
                return Bytes(inOrder).SequenceEqual(Bytes(shuffled));
            });

    [Fact]
    public void A_day_out_of_reach_of_a_cleared_one_stays_out()
    {
        var setLast = new ExceedanceDays();
        setLast.Mark(NewYear + 200, exceeded: true);
        setLast.Mark(NewYear + 200, exceeded: false);
        setLast.Mark(NewYear + 50, exceeded: true);
        var setFirst = new ExceedanceDays();
        setFirst.Mark(NewYear + 50, exceeded: true);
        setFirst.Mark(NewYear + 200, exceeded: true);
        setFirst.Mark(NewYear + 200, exceeded: false);

        Bytes(setLast).ShouldBe(Bytes(setFirst));
    }

    [Fact]
    public void Days_survive_their_bytes()
    {
        var days = new ExceedanceDays();
        days.Mark(NewYear, exceeded: true);
        days.Mark(NewYear + 100, exceeded: true);
        var reader = new EntryReader(Bytes(days));

        ExceedanceDays read = ExceedanceDays.Read(ref reader);

        read.Contains(NewYear).ShouldBeTrue();
        read.Count(NewYear, NewYear + 100).ShouldBe(2);
        reader.AtEnd.ShouldBeTrue();
    }

    static DateOnly DateOf(int day) => BeijingTime.StartOf(day).Date;

    static byte[] Bytes(ExceedanceDays days)
    {
        var writer = new EntryWriter();
        days.Write(writer);
        return writer.ToArray();
    }
}
