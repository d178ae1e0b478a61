using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>Slots of five minutes, of which data of three make a mean.</summary>
public sealed class FurnaceSlotsTests
{
    readonly FurnaceSlots _slots = new();

    void Device(int second, int minutes, decimal celsius) =>
        _slots.Set(new FurnaceSample((ushort)second, (byte)minutes, celsius, default, default));

    void Sections(int second, int minutes, decimal upper, decimal middle) =>
        _slots.Set(new FurnaceSample((ushort)second, (byte)minutes, default, upper, middle));

    Exact Mean(int slot) => _slots.MeanOf(slot, slotMinutes: 5, least: 3);

    [Fact]
    public void Longer_means_weigh_by_their_minutes()
    {
        // (2 x 800 + 3 x 900) / 5 = 860.
        Device(300, 2, 800);
        Device(420, 3, 900);
        Mean(1).ShouldBe(860m);
        Mean(0).ShouldBe(Exact.None);
        Mean(2).ShouldBe(Exact.None);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Three_minutes_are_enough(int minutes, bool isEnough)
    {
        Device(0, minutes, 900);
        Mean(0).HasValue.ShouldBe(isEnough);
    }

    [Fact]
    public void Minutes_that_two_means_share_are_there_once()
    {
        // 0 to 2 and 1 to 3 cover three minutes: (2 x 800 + 2 x 900) / 4 = 850; 0 to 2 twice covers two.
        Device(0, 2, 800);
        Device(60, 2, 900);
        Mean(0).ShouldBe(850m);
        Device(300, 2, 800);
        Device(301, 2, 800);
        Mean(1).ShouldBe(Exact.None);
    }

    [Fact]
    public void A_mean_that_reaches_into_the_next_slot_is_of_neither()
    {
        Device(0, 3, 900);
        Device(240, 2, 100);
        Mean(0).ShouldBe(900m);
        Device(300, 3, 800);
        Mean(1).ShouldBe(800m);
    }

    [Fact]
    public void A_mean_that_ends_with_the_slot_is_of_it()
    {
        Device(120, 3, 900);
        Mean(0).ShouldBe(900m);
    }

    [Fact]
    public void Means_stand_before_instants_and_the_device_before_its_sections()
    {
        for (int minute = 0; minute < 3; minute++)
            Sections(60 * minute, 0, upper: 700, middle: 720);
        Mean(0).ShouldBe(710m);
        for (int minute = 0; minute < 3; minute++)
            Device(60 * minute, 0, 750);
        Mean(0).ShouldBe(750m);
        Sections(0, 3, upper: 800, middle: 820);
        Mean(0).ShouldBe(810m);
        Device(0, 3, 850);
        Mean(0).ShouldBe(850m);
    }

    [Fact]
    public void What_is_told_again_of_a_second_takes_the_place_of_what_was_told()
    {
        Device(0, 3, 900);
        Device(0, 3, 860);
        Mean(0).ShouldBe(860m);
        Sections(0, 3, upper: 700, middle: 700);
        Mean(0).ShouldBe(860m);
    }

    [Fact]
    public void The_newest_sample_is_the_latest_of_the_hour_whatever_came_last()
    {
        _slots.Newest.ShouldBe(0);
        Device(660, 1, 900);
        Device(60, 1, 900);
        _slots.Newest.ShouldBe(660);
        Device(60, 0, 900);
        Device(720, 1, 900);
        _slots.Newest.ShouldBe(720);
    }

    [Fact]
    public void A_slot_is_told_once_for_each_mean()
    {
        _slots.Tell(2, 850m).ShouldBeTrue();
        _slots.Tell(2, 850m).ShouldBeFalse();
        _slots.Tell(2, 851m).ShouldBeTrue();
        _slots.Tell(0, 850m).ShouldBeTrue();
        _slots.Tell(2, 851m).ShouldBeFalse();
    }

    [Fact]
    public void A_slot_that_was_forgotten_is_told_again()
    {
        _slots.Tell(2, 850m);
        _slots.Forget(3);
        _slots.Forget(2);
        _slots.Tell(2, 850m).ShouldBeTrue();
    }

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        Device(660, 1, 900);
        Sections(60, 3, upper: 700, middle: 720);
        _slots.Tell(1, 850m);
        var writer = new EntryWriter();
        _slots.Write(writer);
        var reader = new EntryReader(writer.ToArray());
        FurnaceSlots read = FurnaceSlots.Read(ref reader);

        reader.AtEnd.ShouldBeTrue();
        read.Newest.ShouldBe(660);
        read.MeanOf(0, slotMinutes: 5, least: 3).ShouldBe(710m);
        read.Tell(1, 850m).ShouldBeFalse();
        read.Tell(0, 850m).ShouldBeTrue();
    }
}
