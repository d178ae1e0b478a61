namespace Qianliyan.Domain.Policies.Files;

/// <summary>A text is not a policy; it says everything that is wrong with it.</summary>
public sealed class PolicyFileException(IReadOnlyList<PolicyFault> faults)
    : Exception(string.Join('\n', faults))
{
    /// <summary>In the order of the lines; at least one.</summary>
    public IReadOnlyList<PolicyFault> Faults { get; } = faults;
}
