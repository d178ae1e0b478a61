using System.Net;

namespace Qianliyan.Silo;

/// <summary>The pod that a silo runs in, as its manifest tells it by environment variables.</summary>
/// <param name="Namespace">POD_NAMESPACE.</param>
/// <param name="Name">POD_NAME; the silo's name too.</param>
/// <param name="Address">POD_IP, at which the other silos reach this one.</param>
public sealed record KubernetesPod(string Namespace, string Name, IPAddress Address)
{
    const string NamespaceVariable = "POD_NAMESPACE";
    const string NameVariable = "POD_NAME";
    const string AddressVariable = "POD_IP";

    /// <returns>What is wrong with the variables, or null.</returns>
    public static string? Fault(Func<string, string?> variable)
    {
        foreach (string name in (string[])[NamespaceVariable, NameVariable])
        {
            if (string.IsNullOrEmpty(variable(name)))
                return $"{name} is not set; the manifest of the pod sets it by the downward API.";
        }

        string? address = variable(AddressVariable);
        return IPAddress.TryParse(address, out _)
            ? null
            : $"{AddressVariable} is '{address}'; it must be the IP address of the pod.";
    }

    /// <summary>Variables without a <see cref="Fault"/>.</summary>
    public static KubernetesPod Read(Func<string, string?> variable) =>
        new(variable(NamespaceVariable)!, variable(NameVariable)!, IPAddress.Parse(variable(AddressVariable)!));
}
