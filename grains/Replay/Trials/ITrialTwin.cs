using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Trials;

interface ITrialTwin
{
    RegistryRecord? Registration { get; }

    /// <summary>By id: what was raised and not withdrawn.</summary>
    IReadOnlyDictionary<string, Finding> InForce { get; }

    /// <returns>What it tells other twins; valid until the next entry.</returns>
    IReadOnlyList<Effect> Take(in TwinEntry entry, Policy policy);
}
