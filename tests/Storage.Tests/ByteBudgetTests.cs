namespace Qianliyan.Storage.Tests;

public sealed class ByteBudgetTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_beyond_the_bound_waits_until_room_is_released()
    {
        var budget = new ByteBudget(100);
        budget.TryTake(60).ShouldBeTrue();
        budget.TryTake(60).ShouldBeFalse();

        var waiting = budget.TakeAsync(60, Token);
        waiting.IsCompleted.ShouldBeFalse();
        budget.Release(60);

        await waiting;
    }

    [Fact]
    public async Task Small_request_does_not_overtake_a_large_one_that_waits()
    {
        var budget = new ByteBudget(100);
        budget.TryTake(60).ShouldBeTrue();
        var large = budget.TakeAsync(80, Token);

        budget.TryTake(1).ShouldBeFalse();
        var small = budget.TakeAsync(1, Token);
        small.IsCompleted.ShouldBeFalse();

        budget.Release(60);
        await large;
        await small;
    }

    [Fact]
    public async Task Request_larger_than_the_bound_passes_alone()
    {
        var budget = new ByteBudget(100);

        await budget.TakeAsync(1_000, Token);
        budget.TryTake(1).ShouldBeFalse();
        budget.Release(1_000);

        budget.TryTake(1).ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelled_waiter_makes_way_for_those_behind_it()
    {
        using var source = new CancellationTokenSource();
        var budget = new ByteBudget(100);
        budget.TryTake(60).ShouldBeTrue();
        var large = budget.TakeAsync(80, source.Token);
        var small = budget.TakeAsync(1, Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => large);
        await small;
    }
}
