using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

public sealed class ConditionTimelineCases
{
    [Fact]
    public void A_mark_comes_back_when_one_inside_it_ends() =>
        Timeline((MarkCode.Idle, 0, 24), (MarkCode.Drying, 8, 12))
            .ShouldBe("00:00 停运, 08:00 烘炉, 12:00 停运, 24:00 正常运行");

    [Fact]
    public void Marks_inside_each_other_come_back_one_after_the_other() =>
        Timeline((MarkCode.Idle, 0, 24), (MarkCode.Drying, 4, 20), (MarkCode.Fault, 8, 12))
            .ShouldBe("00:00 停运, 04:00 烘炉, 08:00 故障, 12:00 烘炉, 20:00 停运, 24:00 正常运行");

    [Fact]
    public void A_mark_that_ends_under_a_later_one_does_not_come_back() =>
        Timeline((MarkCode.Idle, 0, 10), (MarkCode.Drying, 8, 12))
            .ShouldBe("00:00 停运, 08:00 烘炉, 12:00 正常运行");

    [Fact]
    public void An_open_mark_comes_back_for_good() =>
        Timeline((MarkCode.Idle, 0, null), (MarkCode.Drying, 8, 12)).ShouldBe("00:00 停运, 08:00 烘炉, 12:00 停运");

    [Fact]
    public void Of_two_that_begin_together_the_last_by_id_counts_and_the_other_after_it() =>
        Timeline((MarkCode.Idle, 0, 24), (MarkCode.Drying, 0, 12))
            .ShouldBe("00:00 烘炉, 12:00 停运, 24:00 正常运行");

    [Theory]
    [InlineData(5, "00:00 停运, 08:00 烘炉, 12:05 启炉, 16:00 停运, 24:00 正常运行")]
    [InlineData(6, "00:00 停运, 08:00 烘炉, 12:00 停运, 12:06 启炉, 16:00 停运, 24:00 正常运行")]
    public void A_mark_that_comes_back_for_less_than_six_minutes_is_no_condition(int minutes, string expected) =>
        Timeline((MarkCode.Idle, 0, 24), (MarkCode.Drying, 8, 12), (MarkCode.Starting, 12 + minutes / 60m, 16))
            .ShouldBe(expected);

    [Fact]
    public void A_mark_shorter_than_six_minutes_counts() =>
        Timeline((MarkCode.Fault, 8, 8 + 3 / 60m)).ShouldBe("08:00 故障, 08:03 正常运行");

    [Fact]
    public void The_order_in_which_the_marks_are_given_is_nothing() =>
        Words(ConditionTimeline.Of(Marks((MarkCode.Idle, 0, 24), (MarkCode.Drying, 8, 12)).Reverse(), 6))
            .ShouldBe("00:00 停运, 08:00 烘炉, 12:00 停运, 24:00 正常运行");

    static string Timeline(params (MarkCode Code, decimal From, decimal? To)[] marks) =>
        Words(ConditionTimeline.Of(Marks(marks), 6));

    static Mark[] Marks(params (MarkCode Code, decimal From, decimal? To)[] marks) =>
    [
        .. marks.Select((mark, i) => RuleInputs.Mark(
            mark.Code, RuleInputs.At(0, (int)Math.Round(mark.From * 60)), mark.To is { } to ? RuleInputs.At(0, (int)Math.Round(to * 60)) : default,
            $"m{i}")),
    ];

    static string Words(List<ConditionStretch> stretches) => string.Join(", ", stretches.Select(stretch =>
    {
        long minutes = (stretch.Start.UnixSeconds - RuleInputs.Day.UnixSeconds) / 60;
        return $"{minutes / 60:00}:{minutes % 60:00} {stretch.Code.Term()}";
    }));
}
