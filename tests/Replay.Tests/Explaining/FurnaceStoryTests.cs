using Qianliyan.Domain.Marks;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>What would have had to be otherwise for a finding of a furnace not to stand, and what is behind it.</summary>
public sealed class FurnaceStoryTests : IDisposable
{
    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task A_budget_would_have_to_be_below_its_notice_and_behind_it_are_its_marks()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 50);
        await _furnace.Mark(MarkCode.Drying, 50, 52);
        await _furnace.Slots(72, 3, 900);

        FindingStory story = await _furnace.Story("furnace.budget.startStop");

        story.WouldDiffer.ShouldBe("the figure 50 would have to be below 48");
        story.Evidence.Select(entry => entry.Sequence).ShouldBe([1]);
    }

    [Fact]
    public async Task Maintenance_would_have_to_be_within_its_hours()
    {
        await _furnace.Mark(MarkCode.CemsMaintenance, 0, 31);
        await _furnace.Slots(48, 1, 900);

        FindingStory story = await _furnace.Story("furnace.cems.maintenance");

        story.WouldDiffer.ShouldBe("the figure 31 would have to be 30 or less, that is by 1 less");
        story.Evidence.Select(entry => entry.Sequence).ShouldBe([1]);
    }

    [Fact]
    public async Task A_month_would_have_to_be_below_its_threshold_and_behind_it_are_its_days()
    {
        for (int day = 0; day < 5; day++)
            await _furnace.DayMean(So2, day, 81);

        FindingStory story = await _furnace.Story("furnace.month");

        story.WouldDiffer.ShouldBe("the figure 5 would have to be below 5; or it would have to be void or exempt");
        story.Evidence.Select(entry => entry.Says.Split(' ')[0]).Distinct().ShouldBe(["furnace.day.limit"]);
        (await _furnace.Story("furnace.subsidy")).WouldDiffer.ShouldStartWith("the figure 5 would have to be below 3");
    }

    [Fact]
    public async Task Low_slots_would_have_to_be_below_their_notice_or_within_those_tolerated()
    {
        await _furnace.Slots(0, 7, 800);

        (await _furnace.Story("furnace.slots.near")).WouldDiffer.ShouldStartWith("the figure 5 would have to be below 3");
        (await _furnace.Story("furnace.temperature")).WouldDiffer.ShouldStartWith("the figure 7 would have to be 5 or less, that is by 2 less");
    }

    [Fact]
    public async Task A_pace_would_have_to_leave_the_hours_left_their_share()
    {
        await _furnace.Hours(So2, 0, 12, 120);

        (await _furnace.Story("furnace.day.pace")).WouldDiffer.ShouldBe(
            "the mean 120 would have to be lower, so that the hours left may have at least 0.50 of it "
            + "(furnace.prewarning.paceShare); or it would have to be void or exempt");
    }

    [Fact]
    public async Task Marks_would_have_to_follow_their_order_and_agree_with_the_data()
    {
        await _furnace.Slots(0, 12, 600);
        await _furnace.Hours(AskedFurnace.Feed, 0, 1, 50);
        await _furnace.MarkAt(MarkCode.Drying, 0, 1, at: 2);

        (await _furnace.Story("furnace.mark.order")).WouldDiffer.ShouldBe(
            "every change of the marked condition would have to be an allowed one (furnace.condition.allowed)");
        (await _furnace.Story("furnace.mark.contradiction")).WouldDiffer.ShouldBe(
            "mark and process data would have to agree in each of the hours named");
    }

    [Fact]
    public async Task A_finding_that_was_withdrawn_needs_nothing_otherwise()
    {
        await _furnace.Slots(0, 3, 800);
        await _furnace.MarkAt(MarkCode.Stopping, 0, 1, at: 2);

        (await _furnace.Story("furnace.slots.near")).WouldDiffer.ShouldBeEmpty();
    }
}
