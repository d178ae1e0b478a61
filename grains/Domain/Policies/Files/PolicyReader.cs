using System.Globalization;
using Qianliyan.Domain.Registry;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Makes the policy of a file that keeps the schema. Unknown and missing fields are errors here too. A value's type
/// says how its text is read: numbers and names of an enum in camel case, days, and whatever has a static <c>Parse</c>.
/// </summary>
static class PolicyReader
{
    static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .WithEnforceNullability()
        .WithTypeConverter(new ListConverter())
        .WithTypeConverter(new ScalarConverter())
        .Build();

    /// <exception cref="PolicyFileException">A field is not what the policy wants.</exception>
    public static Policy Read(PolicyMap root)
    {
        var events = new PolicyEvents(root);
        try
        {
            return Deserializer.Deserialize<Policy>(events);
        }
        catch (YamlException e)
        {
            throw new PolicyFileException([events.FaultAt(e.Start, (e.InnerException ?? e).Message)]);
        }
    }

    /// <summary>What does not fit together in a policy that was read, at the places of its file.</summary>
    public static PolicyFault[] Faults(Policy policy, PolicyMap root) =>
        [.. policy.Faults().Concat(LimitFaults.Of(policy, root)).Select(fault => FaultAt(root, fault.Path, fault.Reason))];

    /// <summary>What does not fit in a policy that was read and is to be put in force on a day.</summary>
    public static PolicyFault[] FaultsOn(Policy policy, PolicyMap root, DateOnly day) =>
        [.. LegalCoverage.FaultsOn(policy, day).Select(fault => FaultAt(root, fault.Path, fault.Reason))];

    public static PolicyFault FaultAt(PolicyMap root, string path, string reason)
    {
        PolicyNode node = root;
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            PolicyNode? next = step.StartsWith('[') && node is PolicyList list
                ? list.Items[int.Parse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture)]
                : (node as PolicyMap)?.Find(step);
            if (next is null)
                break;
            node = next;
        }

        return PolicyFault.At(node, path, reason);
    }

    sealed class ScalarConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => PolicyValue.IsRead(type);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            try
            {
                return PolicyValue.Read(type, scalar.Value);
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                throw new YamlException(scalar.Start, scalar.End, e.Message, e);
            }
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Policies are read, never written.");
    }

    sealed class ListConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => PolicyValue.ItemOf(type) is not null && !typeof(Array).IsAssignableFrom(type);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            Type list = typeof(List<>).MakeGenericType(PolicyValue.ItemOf(type)!);
            object items = rootDeserializer(list) ?? throw new FormatException("is not a list");
            if (type.IsAssignableFrom(list))
                return items;
            return type == typeof(PolicyLimits)
                ? PolicyLimits.Create(((List<PolicyLimit>)items).ToArray())
                : typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!
                    .MakeGenericMethod(PolicyValue.ItemOf(type)!).Invoke(null, [items]);
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Policies are read, never written.");
    }
}
