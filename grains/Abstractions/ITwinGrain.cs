using Orleans.Concurrency;
using Qianliyan.Domain.Findings;
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

    /// <summary>What the registry knows of the twin, durable; null while it knows nothing.</summary>
    [AlwaysInterleave, Alias("GetRegistration")]
    ValueTask<RegistryRecord?> GetRegistration();

    /// <summary>
    /// Takes what other twins tell, in order per source; returns when it is durable. Repeats are dropped. Calls that
    /// come while one is under way are taken together, so a county may hear a thousand points at once.
    /// </summary>
    [AlwaysInterleave, Alias("Receive")]
    ValueTask Receive(Signal[] signals);

    /// <summary>Takes note (已确认) of the twin's level, or of a finding of it; returns when it is durable.</summary>
    /// <param name="by">Who takes note.</param>
    /// <param name="finding">The id of a finding that the twin has made; empty for the level.</param>
    /// <returns>What stands, this or an earlier one; null where there is nothing to take note of.</returns>
    [Alias("Acknowledge")]
    ValueTask<Acknowledgement?> Acknowledge(string by, string finding);

    /// <summary>Lets the twin know the time, so that it can notice silence and close windows.</summary>
    [Alias("Tick")]
    ValueTask Tick(BeijingTime now);

    /// <summary>Compares the live state with a replay of the whole journal.</summary>
    [Alias("Prove")]
    ValueTask<TwinProof> Prove();
}
