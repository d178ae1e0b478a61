using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.GrainState;

namespace Qianliyan.Storage.Tests.GrainState;

/// <summary>What grain storage must do over every backend.</summary>
public abstract class GrainStorageConformance
{
    static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    static readonly GrainId Grain = GrainId.Create("case", "a/b#c?d\\e");

    protected abstract IEntityStore Store { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    IGrainStorage Storage => StorageOf("Default", "service");

    [Fact]
    public async Task Missing_state_reads_as_a_fresh_one_over_whatever_was_there()
    {
        var state = new GrainState<Notes>(new() { Text = "old" }, "etag") { RecordExists = true };

        await Storage.ReadStateAsync("notes", Grain, state, Token);

        (state.State!.Text, state.ETag, state.RecordExists).ShouldBe(("", null, false));
    }

    [Fact]
    public async Task Written_state_reads_back_with_the_same_etag_and_each_write_changes_it()
    {
        var written = await WriteAsync("one");
        var first = written.ETag.ShouldNotBeNull();
        await Storage.WriteStateAsync("notes", Grain, written, Token);

        var read = await ReadAsync();

        written.ETag.ShouldNotBe(first);
        (read.State!.Text, read.ETag, read.RecordExists).ShouldBe(("one", written.ETag, true));
    }

    [Fact]
    public async Task Second_insert_stale_etag_and_etag_of_a_missing_row_are_inconsistent_and_change_nothing()
    {
        var winner = await WriteAsync("winner");
        var stale = new GrainState<Notes>(new() { Text = "stale" }, winner.ETag);
        await Storage.WriteStateAsync("notes", Grain, winner, Token);

        await Should.ThrowAsync<InconsistentStateException>(() => WriteAsync("second insert"));
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("notes", Grain, stale, Token));
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.ClearStateAsync("notes", Grain, stale, Token));
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("absent", Grain, stale, Token));
        (await ReadAsync()).State!.Text.ShouldBe("winner");
    }

    [Fact]
    public async Task Clear_before_write_double_clear_and_write_after_clear_succeed()
    {
        var state = new GrainState<Notes>(new());
        await Storage.ClearStateAsync("notes", Grain, state, Token);
        state.State = new() { Text = "one" };
        await Storage.WriteStateAsync("notes", Grain, state, Token);
        var before = state.ETag;

        await Storage.ClearStateAsync("notes", Grain, state, Token);
        (state.State!.Text, state.RecordExists).ShouldBe(("", false));
        state.ETag.ShouldNotBe(before);
        await Storage.ClearStateAsync("notes", Grain, state, Token);
        (await ReadAsync()).RecordExists.ShouldBeFalse();

        state.State = new() { Text = "two" };
        await Storage.WriteStateAsync("notes", Grain, state, Token);
        (await ReadAsync()).State!.Text.ShouldBe("two");
    }

    [Fact]
    public async Task State_names_grains_providers_and_services_are_apart()
    {
        await WriteAsync("mine");
        var other = new GrainState<Notes>(new());

        await Storage.ReadStateAsync("notes2", Grain, other, Token);
        other.RecordExists.ShouldBeFalse();
        await Storage.ReadStateAsync("notes", GrainId.Create("case", "a_b_c_d_e"), other, Token);
        other.RecordExists.ShouldBeFalse();
        await StorageOf("Other", "service").ReadStateAsync("notes", Grain, other, Token);
        other.RecordExists.ShouldBeFalse();
        await StorageOf("Default", "service2").ReadStateAsync("notes", Grain, other, Token);
        other.RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Sixteen_writers_on_one_etag_have_one_winner_in_each_of_fifty_rounds()
    {
        var etag = (await WriteAsync("0")).ETag;
        for (var round = 0; round < 50; round++)
        {
            var current = etag;
            var etags = await Task.WhenAll(Enumerable.Range(0, 16).Select(
                i => Task.Run(() => TryWriteAsync($"{i}", current!), Token)));
            etag = etags.Where(won => won is not null).ShouldHaveSingleItem();
        }
    }

    EntityGrainStorage StorageOf(string name, string service) => new(
        name, service, Store, new JsonSerializer(), Services.GetRequiredService<IActivatorProvider>());

    async Task<GrainState<Notes>> WriteAsync(string text)
    {
        var state = new GrainState<Notes>(new() { Text = text });
        await Storage.WriteStateAsync("notes", Grain, state, Token);
        return state;
    }

    async Task<string?> TryWriteAsync(string text, string etag)
    {
        var state = new GrainState<Notes>(new() { Text = text }, etag);
        try
        {
            await Storage.WriteStateAsync("notes", Grain, state, Token);
            return state.ETag;
        }
        catch (InconsistentStateException)
        {
            return null;
        }
    }

    async Task<GrainState<Notes>> ReadAsync()
    {
        var state = new GrainState<Notes>(new());
        await Storage.ReadStateAsync("notes", Grain, state, Token);
        return state;
    }

    public sealed class Notes
    {
        public string Text { get; set; } = "";
    }

    sealed class JsonSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromObjectAsJson(input);

        public T? Deserialize<T>(BinaryData input) => input.ToObjectFromJson<T>();
    }
}
