// SPDX-License-Identifier: MIT
// Planted: a dynamic cast.
struct base {
    virtual int number() const { return 1; }
};
struct derived : base {
    int number() const override { return 2; }
};

int main() {
    derived object;
    base* volatile pointer = &object;
    return dynamic_cast<derived*>(pointer) != nullptr ? 1 : 0;
}
