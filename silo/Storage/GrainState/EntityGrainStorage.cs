using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.GrainState;

/// <summary>Grain state over any <see cref="IEntityStore"/>, one row per state.</summary>
/// <remarks>
/// Partition = service id and grain id joined, row = provider name and state name joined: named providers and states
/// of one grain are apart, and a new cluster id finds the old state. A lost race, or an ETag of a row that is gone, is
/// <see cref="InconsistentStateException"/>; an outage is any other exception and keeps the activation.
/// </remarks>
public sealed class EntityGrainStorage(
    string name,
    string serviceId,
    IEntityStore store,
    IGrainStorageSerializer serializer,
    IActivatorProvider activators) : IGrainStorage
{
    const string Table = StorageTables.GrainState;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (await store.GetAsync(KeyOf(stateName, grainId), cancellationToken) is not { } found)
        {
            Reset(grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(new BinaryData(found.Value)) ?? NewState<T>();
        grainState.ETag = found.ETag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = KeyOf(stateName, grainId);
        var value = serializer.Serialize(grainState.State).ToMemory();
        var write = grainState.ETag is { } etag
            ? EntityWrite.Replace(Table, key.Row, value, etag)
            : EntityWrite.Insert(Table, key.Row, value);
        grainState.ETag = (await CommitAsync(key, write, grainState.ETag, cancellationToken)).ETagOf(0);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = KeyOf(stateName, grainId);
        if (grainState.ETag is { } etag)
        {
            await CommitAsync(key, EntityWrite.Delete(Table, key.Row, etag), etag, cancellationToken);
        }
        else if (await store.GetAsync(key, cancellationToken) is { } found)
        {
            throw new InconsistentStateException(
                $"State '{key}' exists and was not read before it was cleared.", found.ETag, "none");
        }

        Reset(grainState);
    }

    EntityKey KeyOf(string stateName, GrainId grainId) =>
        new(Table, JoinedKey.Join(serviceId, grainId.ToString()), JoinedKey.Join(name, stateName));

    T NewState<T>() => activators.GetActivator<T>().Create();

    void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = NewState<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    async Task<EntityCommitResult> CommitAsync(
        EntityKey key, EntityWrite write, string? etag, CancellationToken cancellationToken)
    {
        var result = await store.TryCommitAsync(new(key.Partition, [write]), cancellationToken);
        return result.Conflict is not { } conflict
            ? result
            : throw new InconsistentStateException(
                $"State '{key}' was written by somebody else ({conflict.Kind}).",
                "unknown",
                etag ?? "none",
                conflict.ToException());
    }
}
