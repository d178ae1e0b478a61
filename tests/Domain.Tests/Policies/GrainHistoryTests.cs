using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class GrainHistoryTests
{
    static readonly BeijingTime First = BeijingTime.Of(2026, 1, 1), Second = BeijingTime.Of(2026, 4, 1),
        Third = BeijingTime.Of(2026, 7, 1);

    readonly GrainHistory _history = new();

    [Fact]
    public void The_first_grain_holds_for_every_quarter()
    {
        _history.Follow(FurnaceGrain.Plant, Second);

        (_history.Of(First), _history.Of(Second), _history.Of(Third)).ShouldBe(
            (FurnaceGrain.Plant, FurnaceGrain.Plant, FurnaceGrain.Plant));
    }

    [Fact]
    public void Another_one_holds_from_the_running_quarter_on()
    {
        _history.Follow(FurnaceGrain.Furnace, First);
        _history.Follow(FurnaceGrain.Plant, Second);

        (_history.Of(First), _history.Of(Second), _history.Of(Third)).ShouldBe(
            (FurnaceGrain.Furnace, FurnaceGrain.Plant, FurnaceGrain.Plant));
    }

    [Fact]
    public void A_change_that_is_taken_back_in_the_same_quarter_leaves_nothing()
    {
        _history.Follow(FurnaceGrain.Furnace, First);
        byte[] before = Bytes(_history);
        _history.Follow(FurnaceGrain.Plant, Second);
        _history.Follow(FurnaceGrain.Furnace, Second);

        Bytes(_history).ShouldBe(before);
    }

    [Fact]
    public void It_survives_its_bytes()
    {
        _history.Follow(FurnaceGrain.Furnace, First);
        _history.Follow(FurnaceGrain.Plant, Second);
        var reader = new EntryReader(Bytes(_history));

        Bytes(GrainHistory.Read(ref reader)).ShouldBe(Bytes(_history));
    }

    static byte[] Bytes(GrainHistory history)
    {
        var writer = new EntryWriter();
        history.Write(writer);
        return writer.ToArray();
    }
}
