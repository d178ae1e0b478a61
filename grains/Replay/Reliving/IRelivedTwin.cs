using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Reliving;

/// <summary>A twin that lives through its journal once more, whatever its state.</summary>
interface IRelivedTwin
{
    RegistryRecord? Registration { get; }

    /// <summary>By id: what was raised and not withdrawn.</summary>
    IReadOnlyDictionary<string, Finding> InForce { get; }

    /// <summary>What the last entry led to; valid until the next one.</summary>
    IReadOnlyList<Finding> Latest { get; }

    /// <returns>What it tells other twins; valid until the next entry.</returns>
    IReadOnlyList<Effect> Take(in TwinEntry entry, Policy policy);
}
