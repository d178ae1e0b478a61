using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Qianliyan.Api.OpenApi;

/// <summary>
/// The descriptors of the API with their comments, which the generated code does not carry: the compiler's own output,
/// embedded into the assembly of the contracts.
/// </summary>
sealed class ProtoCatalog
{
    const string Resource = "qianliyan.v1.pb";

    // Field numbers of descriptor.proto, of which the paths of comments are made.
    const int MessagesOfFile = 4, EnumsOfFile = 5, ServicesOfFile = 6, MembersOf = 2;

    readonly Dictionary<string, string> _comments = [];

    ProtoCatalog(FileDescriptorSet set)
    {
        foreach (FileDescriptorProto file in set.File)
            Read(file);
    }

    /// <summary>Messages by full name, with a leading point as descriptors write type names.</summary>
    public Dictionary<string, DescriptorProto> Messages { get; } = [];

    /// <summary>Enums by full name, with a leading point.</summary>
    public Dictionary<string, EnumDescriptorProto> Enums { get; } = [];

    public List<ServiceDescriptorProto> Services { get; } = [];

    public static ProtoCatalog Load()
    {
        using Stream stream = typeof(V1.Point).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The descriptors {Resource} are not embedded.");
        var known = new ExtensionRegistry
        {
            AnnotationsExtensions.Http, FieldBehaviorExtensions.FieldBehavior, ResourceExtensions.Resource,
        };
        return new ProtoCatalog(FileDescriptorSet.Parser.WithExtensionRegistry(known).ParseFrom(stream));
    }

    /// <summary>Comment of an element by its path, such as <c>.qianliyan.v1.Point/name</c>; empty for none.</summary>
    public string CommentOf(params ReadOnlySpan<string> path) =>
        _comments.GetValueOrDefault(string.Join('/', path!), "");

    void Read(FileDescriptorProto file)
    {
        Dictionary<string, string> byPath = file.SourceCodeInfo.Location
            .Where(location => location.HasLeadingComments)
            .ToDictionary(location => string.Join('.', location.Path), location => Unwrap(location.LeadingComments));
        for (int i = 0; i < file.MessageType.Count; i++)
        {
            DescriptorProto message = file.MessageType[i];
            string name = $".{file.Package}.{message.Name}";
            Messages.Add(name, message);
            Note(byPath, name, $"{MessagesOfFile}.{i}", message.Field.Select(field => field.Name));
        }

        for (int i = 0; i < file.EnumType.Count; i++)
        {
            EnumDescriptorProto type = file.EnumType[i];
            string name = $".{file.Package}.{type.Name}";
            Enums.Add(name, type);
            Note(byPath, name, $"{EnumsOfFile}.{i}", type.Value.Select(value => value.Name));
        }

        for (int i = 0; i < file.Service.Count; i++)
        {
            ServiceDescriptorProto service = file.Service[i];
            Services.Add(service);
            Note(byPath, service.Name, $"{ServicesOfFile}.{i}", service.Method.Select(method => method.Name));
        }
    }

    void Note(Dictionary<string, string> byPath, string name, string path, IEnumerable<string> members)
    {
        _comments[name] = byPath.GetValueOrDefault(path, "");
        foreach ((int index, string member) in members.Index())
            _comments[$"{name}/{member}"] = byPath.GetValueOrDefault($"{path}.{MembersOf}.{index}", "");
    }

    /// <summary>Lines of a comment are one paragraph; an empty line parts paragraphs.</summary>
    static string Unwrap(string comment) => string.Join(
        "\n\n",
        comment.Trim().Split("\n\n").Select(part => string.Join(' ', part.Split('\n').Select(line => line.Trim()))))
        .Replace(" \n", "\n", StringComparison.Ordinal);
}
