using Qianliyan.Domain.Measurements;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies;

/// <summary>Reads a policy file (YAML). Unknown and missing fields are errors, named with their line.</summary>
public static class PolicyFile
{
    static readonly Lazy<Policy> Shipped = new(ReadShipped);

    /// <summary>The national policy that ships with the domain.</summary>
    public static Policy National => Shipped.Value;

    /// <exception cref="InvalidDataException">The text is not a policy; the message names line and field.</exception>
    public static Policy Parse(string yaml)
    {
        IDeserializer deserializer = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithTypeConverter(new FactorCodeConverter())
            .Build();
        try
        {
            return deserializer.Deserialize<Policy>(yaml);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"Policy, line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    static Policy ReadShipped()
    {
        using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream("Qianliyan.Domain.Policies.national.yaml")
            ?? throw new InvalidOperationException("The shipped policy is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    sealed class FactorCodeConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(FactorCode);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            string text = parser.Consume<YamlDotNet.Core.Events.Scalar>().Value;
            return FactorCode.Parse(text);
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Policies are read, never written.");
    }
}
