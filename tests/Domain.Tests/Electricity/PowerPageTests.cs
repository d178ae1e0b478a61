using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>What a point keeps of an hour of its devices, reading by reading. On is above 0.1.</summary>
public sealed class PowerPageTests
{
    const decimal OnAbove = 0.1m;

    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Pump = FactorCode.Parse("d20402");

    readonly PowerPage _page = new(At(8));

    [Fact]
    public void A_reading_is_known_again_by_its_second_and_its_length()
    {
        _page.Set(Press, new PowerReading(600, 0, 5m), OnAbove).ShouldBeFalse();
        _page.Set(Press, new PowerReading(600, 10, 5m), OnAbove).ShouldBeFalse();
        _page.Set(Press, new PowerReading(601, 0, 5m), OnAbove).ShouldBeFalse();
        _page.Set(Pump, new PowerReading(600, 0, 5m), OnAbove).ShouldBeFalse();

        _page.Set(Press, new PowerReading(600, 0, 5m), OnAbove).ShouldBeTrue();
        _page.Set(Press, new PowerReading(600, 0, 6m), OnAbove).ShouldBeTrue();
    }

    [Fact]
    public void A_reading_is_held_as_it_came_last()
    {
        _page.Set(Press, new PowerReading(600, 0, 5m), OnAbove);
        _page.Set(Press, new PowerReading(600, 0, 6m), OnAbove);

        _page.Holds(Press, new PowerReading(600, 0, 6m)).ShouldBeTrue();
        _page.Holds(Press, new PowerReading(600, 0, 5m)).ShouldBeFalse();
        _page.Holds(Press, new PowerReading(660, 0, 6m)).ShouldBeFalse();
        _page.Holds(Pump, new PowerReading(600, 0, 6m)).ShouldBeFalse();
    }

    [Fact]
    public void A_reading_that_says_the_same_again_changes_nothing()
    {
        _page.Set(Press, new PowerReading(600, 0, 5m), OnAbove);
        _page.IsDirty = false;

        _page.Set(Press, new PowerReading(600, 0, 5m), OnAbove);
        _page.IsDirty.ShouldBeFalse();
        _page.Set(Press, new PowerReading(600, 0, 6m), OnAbove);
        _page.IsDirty.ShouldBeTrue();
    }

    /// <summary>Of many readings, in whatever order they come, each replaces itself and no other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(59)]
    public void Of_sixty_readings_each_is_replaced_by_itself(int step)
    {
        for (int i = 0; i < 60; i++)
            _page.Set(Press, new PowerReading(i * step % 60 * 60, 0, 5m), OnAbove).ShouldBeFalse();
        for (int minute = 0; minute < 60; minute += 2)
            _page.Set(Press, new PowerReading(minute * 60, 0, 0m), OnAbove).ShouldBeTrue();

        // Off in the even minutes, on in the odd ones: bits 1, 3 ... 59.
        _page.Tell(Press, all: true).ShouldBe(new MinuteStates((1UL << 60) - 1, 0xAAA_AAAA_AAAA_AAAA));
    }

    [Theory]
    [InlineData("0.1", 0b0)]
    [InlineData("0.11", 0b111)]
    public void A_record_stands_for_its_minutes(string value, ulong on)
    {
        Exact mean = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        _page.Set(Press, new PowerReading(120, 3, mean), OnAbove);

        _page.Tell(Press, all: true).ShouldBe(new MinuteStates(0b111 << 2, on << 2));
    }

    [Fact]
    public void What_does_not_count_stands_for_nothing()
    {
        _page.Set(Press, new PowerReading(120, 0, Exact.None), OnAbove);

        _page.Tell(Press, all: true).ShouldBeNull();
    }

    [Fact]
    public void Instants_alone_make_the_sums_of_a_device()
    {
        _page.Set(Press, new PowerReading(0, 0, 4m), OnAbove);
        _page.Set(Press, new PowerReading(90, 0, 8m), OnAbove);
        _page.Set(Press, new PowerReading(120, 0, Exact.None), OnAbove);
        _page.Set(Press, new PowerReading(180, 10, 90m), OnAbove);
        _page.Set(Pump, new PowerReading(0, 0, 70m), OnAbove);
        var expected = new InstantSums();
        expected.Add(0, 4m, Exact.None, isValid: true);
        expected.Add(1, 8m, Exact.None, isValid: true);
        expected.Add(2, Exact.None, Exact.None, isValid: false);

        _page.SumsOf(Press).ShouldBe(expected);
        _page.SumsOf(FactorCode.Parse("d20403")).ShouldBe(default);
    }

    [Fact]
    public void A_device_that_is_not_measured_has_nothing_to_tell() => _page.Tell(Press, all: true).ShouldBeNull();

    [Fact]
    public void At_its_close_an_hour_tells_what_it_has_not_told()
    {
        _page.Set(Press, new PowerReading(0, 0, 5m), OnAbove);
        _page.Tell(Press, all: false).ShouldBe(new MinuteStates(0b1, 0b1));
        _page.Set(Press, new PowerReading(60, 0, 5m), OnAbove);

        _page.IsDirty = false;
        _page.Tell(Press, all: false).ShouldBeNull();
        _page.IsDirty.ShouldBeFalse();
        _page.Tell(Press, all: true).ShouldBe(new MinuteStates(0b11, 0b11));
        _page.IsDirty.ShouldBeTrue();
        _page.Tell(Press, all: true).ShouldBeNull();
    }

    [Fact]
    public void It_is_read_back_with_the_last_second_the_longest_record_and_what_was_told()
    {
        _page.Set(Press, new PowerReading(3599, 0, 5m), OnAbove);
        _page.Set(Press, new PowerReading(0, 60, 0m), OnAbove);
        _page.Tell(Press, all: true);
        _page.Set(Pump, new PowerReading(0, 0, Exact.None), OnAbove);
        var writer = new EntryWriter();
        _page.Write(writer);
        var reader = new EntryReader(writer.ToArray());
        var read = PowerPage.Read(ref reader);

        reader.AtEnd.ShouldBeTrue();
        read.Id.ShouldBe(_page.Id);
        read.Devices.ShouldBe([Press, Pump]);
        read.Holds(Press, new PowerReading(3599, 0, 5m)).ShouldBeTrue();
        read.Holds(Press, new PowerReading(0, 60, 0m)).ShouldBeTrue();
        read.Holds(Pump, new PowerReading(0, 0, Exact.None)).ShouldBeTrue();
        read.Tell(Press, all: true).ShouldBeNull();
    }
}
