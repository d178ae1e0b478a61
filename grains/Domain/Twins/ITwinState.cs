using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Twins;

/// <summary>What a host must know of any twin's state.</summary>
public interface ITwinState
{
    /// <summary>The pages in memory.</summary>
    PageSet Pages { get; }

    /// <summary>What the registry says of the twin; null when nothing.</summary>
    RegistryRecord? Registration { get; }

    EscalationLevel Level { get; }

    /// <summary>What has been taken note of; null at a twin where nothing has, or nothing can be.</summary>
    AcknowledgementSet? Acknowledged => null;

    /// <summary>
    /// The policies that its days are judged by, which whoever reads a state back must tell it again; null at a twin
    /// that judges all by the policy in force.
    /// </summary>
    DayPolicies? Policies => null;
}
