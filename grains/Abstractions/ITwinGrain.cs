using Orleans.Concurrency;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Abstractions;

/// <summary>
/// What every twin answers. The key is the id part of its <see cref="TwinName"/>. A twin's state only ever holds what
/// is durable, so reads need not wait for a write that is under way.
/// </summary>
[Alias("qly.ITwinGrain")]
public interface ITwinGrain : ITwinUpkeep
{
    /// <summary>
    /// The live status. <see cref="TwinStatus.Sequence"/> is 0 for a twin that nobody has ever told anything.
    /// </summary>
    [AlwaysInterleave, Alias("GetStatus")]
    ValueTask<TwinStatus> GetStatus();

    /// <summary>Sets what the registry knows of the twin. Setting the same again changes nothing.</summary>
    /// <returns>The twin's sequence number, durable.</returns>
    [Alias("Register")]
    ValueTask<long> Register(RegistryRecord record);

    /// <summary>As <see cref="Register"/>, but what the record's source does not speak of stays as it is.</summary>
    [Alias("Amend")]
    ValueTask<long> Amend(RegistryRecord record, RegistryFields said);

    /// <summary>
    /// Takes what other twins tell, in order per source; returns when it is durable. Repeats are dropped. Calls that
    /// come while one is under way are taken together, so a county may hear a thousand points at once.
    /// </summary>
    [AlwaysInterleave, Alias("Receive")]
    ValueTask Receive(Signal[] signals);

    /// <summary>Lets the twin know the time, so that it can notice silence and close windows.</summary>
    [Alias("Tick")]
    ValueTask Tick(BeijingTime now);

    /// <summary>Compares the live state with a replay of the whole journal.</summary>
    [Alias("Prove")]
    ValueTask<TwinProof> Prove();
}
