namespace Qianliyan.Hj212;

/// <summary>The fields of a message's data area in the order they came.</summary>
public readonly ref struct MessageFields
{
    readonly Message _message;

    internal MessageFields(Message message) => _message = message;

    public int Count => _message.FieldCount;

    public MessageField this[int index] => _message.FieldAt(index);

    public Enumerator GetEnumerator() => new(_message);

    public ref struct Enumerator
    {
        readonly Message _message;
        int _index;

        internal Enumerator(Message message)
        {
            _message = message;
            _index = -1;
        }

        public readonly MessageField Current => _message.FieldAt(_index);

        public bool MoveNext() => ++_index < _message.FieldCount;
    }
}
